import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { BlockerRow, Blocking } from '@/api/types';
import { Sparkline } from './Weeks';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { BlockerDialog, ResolveDialog } from './BlockerDialog';
import { blockersQuery } from './useBlockers';
import type { BlockerKind } from './useBlockers';

type Props = { program: string; mayEdit: boolean; onOpen: (key: string) => void };
type RowProps = {
  row: BlockerRow;
  mayEdit: boolean;
  onOpen: (key: string) => void;
  onEdit: () => void;
  onResolve: () => void;
};

function Held({ row }: { row: BlockerRow }) {
  const worst = row.milestones[0];
  if (worst === undefined) return <span className="dim">–</span>;
  const late = worst.spare <= 0;
  return (
    <span className={late ? 'off' : ''} title={row.milestones.map(({ title }) => title).join(', ')}>
      {t(late ? 'blockers.holdsNone' : 'blockers.holds', { title: worst.title, n: number(worst.spare) })}
      {row.milestones.length > 1 && <span className="dim"> +{row.milestones.length - 1}</span>}
    </span>
  );
}

function Line({ row, mayEdit, onOpen, onEdit, onResolve }: RowProps) {
  const open = row.resolved === null;
  return (
    <tr>
      <td className="bk-cause" title={row.cause}>
        {mayEdit ? (
          <button type="button" className="linkish bk-name" onClick={onEdit}>
            <span className="dim">{row.code}</span> {row.cause}
          </button>
        ) : (
          <>
            <span className="dim">{row.code}</span> {row.cause}
          </>
        )}
      </td>
      <td>{t(`blockers.kind.${row.kind as BlockerKind}`)}</td>
      <td className="num">{number(Math.floor(row.age))}</td>
      <td className="num b">{open ? number(Math.round(row.at_stake)) : '–'}</td>
      <td title={row.owner}>
        {row.owner || <span className={open ? 'at' : 'dim'}>{t('board.nobody')}</span>}
      </td>
      <td title={row.remover}>{row.remover || <span className="dim">–</span>}</td>
      <td className={row.overdue ? 'off' : ''}>
        {open
          ? row.expected
            ? t(row.overdue ? 'blockers.overdue' : 'blockers.until', { day: day(row.expected) })
            : '–'
          : t('blockers.wasResolved', { day: day(row.resolved ?? row.since) })}
      </td>
      <td className="bk-items">
        {row.items.slice(0, 4).map((item) => (
          <button
            key={item.key}
            type="button"
            className="linkish"
            title={item.title}
            onClick={() => onOpen(item.key)}
          >
            {item.key}
          </button>
        ))}
        {row.items.length > 4 && <span className="dim">+{row.items.length - 4}</span>}
      </td>
      <td>
        <Held row={row} />
      </td>
      <td>
        {open && mayEdit && (
          <Button small onClick={onResolve}>
            {t('blockers.resolve')}
          </Button>
        )}
      </td>
    </tr>
  );
}

const heads = ['cause', 'kind', 'age', 'stake', 'owner', 'remover', 'expected', 'items', 'holds'] as const;

function Table({
  rows,
  ...rest
}: {
  rows: BlockerRow[];
  mayEdit: boolean;
  onOpen: (key: string) => void;
  edit: (row: BlockerRow) => void;
  resolve: (row: BlockerRow) => void;
}) {
  return (
    // The table scrolls sideways on narrow screens: it must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="bk-scroll" tabIndex={0} role="region" aria-label={t('blockers.title')}>
      <table className="table bk">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={head === 'age' || head === 'stake' ? 'num' : ''}>
                {t(`blockers.col.${head}`)}
              </th>
            ))}
            <th>
              <span className="sr">{t('blockers.resolve')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line
              key={row.code}
              row={row}
              mayEdit={rest.mayEdit}
              onOpen={rest.onOpen}
              onEdit={() => rest.edit(row)}
              onResolve={() => rest.resolve(row)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Kinds({ found }: { found: Blocking }) {
  if (found.kinds.length === 0) return null;
  return (
    <section className="card bk-kinds">
      <header>
        <h2>{t('blockers.byKind')}</h2>
        <span className="more">{t('blockers.byKindUnit')}</span>
      </header>
      <ul>
        {found.kinds.map((kind) => (
          <li key={kind.kind}>
            <span>{t(`blockers.kind.${kind.kind as BlockerKind}`)}</span>
            <Sparkline weeks={kind.weeks} last={found.weeks} />
            <b className="num">{t('blockers.days', { n: number(Math.round(kind.days)) })}</b>
            <span className="dim num">{t('blockers.times', { count: kind.blockers })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What stands in the way, worst first: days of work that it holds up. */
export function BlockersView({ program, mayEdit, onOpen }: Props) {
  const query = useQuery(blockersQuery(program));
  const [editing, setEditing] = useState<{ row: BlockerRow | null } | null>(null);
  const [resolving, setResolving] = useState<BlockerRow | null>(null);
  const verbs = useMemo<Verb[]>(
    () =>
      mayEdit
        ? [
            {
              id: 'blockers.add',
              title: t('board.verb.block'),
              group: 'do',
              shortcut: 'Shift N',
              run: () => setEditing({ row: null }),
            },
          ]
        : [],
    [mayEdit],
  );
  useVerbs(verbs);
  const add = mayEdit && (
    <Button
      primary
      icon="plus"
      title={`${t('blockers.add')} (Shift N)`}
      onClick={() => setEditing({ row: null })}
    >
      {t('blockers.add')}
    </Button>
  );
  return (
    <Loaded query={query} rows={6}>
      {(found) => (
        <>
          {found.blockers.length === 0 ? (
            <div className="card">
              <EmptyState title={t('blockers.empty')} icon="work">
                {add}
              </EmptyState>
            </div>
          ) : (
            <>
              <section className="card">
                <header>
                  <h2>{t('blockers.title')}</h2>
                  <span className="more">
                    {t('blockers.worst')}
                    {add}
                  </span>
                </header>
                <Table
                  rows={found.blockers}
                  mayEdit={mayEdit}
                  onOpen={onOpen}
                  edit={(row) => setEditing({ row })}
                  resolve={setResolving}
                />
              </section>
              <Kinds found={found} />
            </>
          )}
          <BlockerDialog program={program} editing={editing} onClose={() => setEditing(null)} />
          <ResolveDialog
            key={resolving?.code ?? ''}
            program={program}
            row={resolving}
            onClose={() => setResolving(null)}
          />
        </>
      )}
    </Loaded>
  );
}
