import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Button, IconButton } from '@/components/forms/Button';
import { TableHead, type Column } from '@/components/tables/TableHead';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { useChoose, useRemove } from './useBaselines';
import type { Baseline } from './useBaselines';

export type Rights = { edit: boolean; own: boolean };

const columns: readonly Column[] = [
  { label: t('baselines.col.title') },
  { label: t('baselines.col.taken'), size: 'b-date', figures: true },
  { label: t('baselines.col.by'), size: 'b-by' },
  { label: t('baselines.col.reason') },
  { label: t('baselines.col.acts'), size: 'b-acts', quiet: true },
];

/** "Approved by Olga on 3 Mar: …", where somebody decided on it. */
function decision(row: Baseline): string | null {
  if (row.decided_at === null || row.state === 'proposed') return null;
  return t(row.alone ? 'baselines.decidedAlone' : 'baselines.decidedBy', {
    state: t(`baselines.state.${row.state}`),
    name: row.decided_by,
    day: day(row.decided_at.slice(0, 10)),
    word: row.word,
  });
}

function Tag({ row }: { row: Baseline }) {
  if (row.in_use) return <span className="tag on">{t('baselines.inUse')}</span>;
  if (row.state === 'proposed') return <span className="tag at">{t('baselines.proposed')}</span>;
  return row.state === 'rejected' ? <span className="tag">{t('baselines.rejected')}</span> : null;
}

type RowProps = {
  row: Baseline;
  alone: boolean;
  rights: Rights;
  onCompare: (row: Baseline) => void;
  onRename: (row: Baseline) => void;
  onChoose: (row: Baseline) => void;
  onRemove: (row: Baseline) => void;
};

function Row({ row, alone, rights, onCompare, onRename, onChoose, onRemove }: RowProps) {
  const { title } = row;
  const kept = row.state === 'kept';
  const stays = row.in_use && !alone;
  const cannot = !rights.own ? t('baselines.removeOwner') : stays ? t('baselines.removeUsed') : null;
  const decided = decision(row);
  return (
    <tr>
      <th scope="row">
        <span className="b-name">
          <span>{title}</span>
          <Tag row={row} />
        </span>
      </th>
      <td className="num">{day(row.taken, { year: true })}</td>
      <td className="sec">{row.by || '–'}</td>
      <td className="b-reason">
        {row.reason || <span className="dim">–</span>}
        {decided && <span className="sec small">{decided}</span>}
      </td>
      <td>
        <div className="b-verbs">
          {row.state !== 'rejected' && (
            <Button small aria-label={t('baselines.compareOf', { title })} onClick={() => onCompare(row)}>
              {t('baselines.compare')}
            </Button>
          )}
          {rights.edit && kept && !row.in_use && (
            <Button
              small
              aria-label={t('baselines.useOf', { title })}
              disabled={!rights.own}
              title={rights.own ? undefined : t('baselines.useOwner')}
              onClick={() => onChoose(row)}
            >
              {t('baselines.use')}
            </Button>
          )}
          {rights.edit && kept && (
            <IconButton icon="edit" label={t('baselines.rename', { title })} onClick={() => onRename(row)} />
          )}
          {rights.edit && row.state !== 'proposed' && (
            <IconButton
              icon="trash"
              label={t('baselines.remove', { title })}
              disabled={cannot !== null}
              title={cannot ?? t('baselines.remove', { title })}
              onClick={() => onRemove(row)}
            />
          )}
        </div>
      </td>
    </tr>
  );
}

type Props = {
  program: string;
  list: Baseline[];
  rights: Rights;
  onCompare: (row: Baseline) => void;
  onRename: (row: Baseline) => void;
};

/** Baselines and proposals, the newest first, with what can be done with each. */
export function BaselineList({ program, list, rights, onCompare, onRename }: Props) {
  const choose = useChoose(program);
  const remove = useRemove(program);
  const alone = list.filter(({ state }) => state === 'kept').length === 1;
  return (
    <section className="card b-list" aria-labelledby="b-list">
      <header>
        <h2 id="b-list">{t('baselines.list')}</h2>
      </header>
      <table className="table">
        <TableHead columns={columns} />
        <tbody>
          {list.map((row) => (
            <Row
              key={row.id}
              {...{ row, alone, rights, onCompare, onRename }}
              onChoose={(one) => choose.mutate(one)}
              onRemove={(one) => remove.mutate(one)}
            />
          ))}
        </tbody>
      </table>
      {(choose.error ?? remove.error) && (
        <div className="b-body">
          <VerbConflict
            error={choose.error ?? remove.error}
            label={(name) => name}
            show={(_name, value) => String(value)}
            onMine={(version) => remove.variables && remove.mutate({ ...remove.variables, anyway: version })}
            onTheirs={() => remove.reset()}
          />
        </div>
      )}
    </section>
  );
}
