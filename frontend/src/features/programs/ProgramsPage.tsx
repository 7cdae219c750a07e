import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { portfoliosQuery, programsQuery } from '@/api/queries';
import type { Portfolio, ProgramList, ProgramRow, Status } from '@/api/types';
import { EvidenceContext } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { useSearchParams } from '@/components/forms/searchParams';
import { Icon } from '@/components/icons/Icon';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { t } from '@/lib/messages/t';
import { grouped } from './grouping';
import { NewProgramDialog } from './NewProgramDialog';
import { ordered, sorts } from './order';
import type { Sort } from './order';
import { PortfolioDialog, PortfolioGroup } from './PortfolioGroup';
import { ProgramTable } from './ProgramTable';
import { useLoadDemo } from './useCreate';
import '@/features/programs/programs.css';

/** No program is open here, so nobody tells of changes; a list of which nothing changed costs one query. */
const ASK_AGAIN_MS = 15_000;

const tallied: Status[] = ['off_track', 'at_risk', 'on_track', 'unknown', 'landed'];

type TallyProps = { rows: ProgramRow[]; status: Status | null; onStatus: (status: Status | null) => void };

function Tally({ rows, status, onStatus }: TallyProps) {
  const counts = (each: Status) => rows.filter((row) => row.status.status === each).length;
  return (
    <div className="tally" role="group" aria-label={t('programs.filter')}>
      <button type="button" aria-pressed={status === null} onClick={() => onStatus(null)}>
        <b>{rows.length}</b> {t('programs.all')}
      </button>
      {tallied
        .filter((each) => counts(each) > 0)
        .map((each) => (
          <button
            type="button"
            key={each}
            aria-pressed={status === each}
            onClick={() => onStatus(status === each ? null : each)}
          >
            <StatusGlyph status={each} />
            <b>{counts(each)}</b> {t(`status.${each}`)}
          </button>
        ))}
    </div>
  );
}

function Key() {
  return (
    <p className="foot">
      <span>
        <svg width="22" height="6" aria-hidden="true">
          <path d="M0 3H22" stroke="var(--n-7)" strokeDasharray="2 2.500" />
        </svg>
        {t('programs.key.target')}
      </span>
      <span>
        <svg width="22" height="10" aria-hidden="true">
          <path d="M0 8H8V3H22" stroke="var(--accent)" strokeWidth="1.600" fill="none" />
        </svg>
        {t('programs.key.p85')}
      </span>
      <span>{t('programs.key.wd')}</span>
    </p>
  );
}

function DemoButton() {
  const demo = useLoadDemo();
  return (
    <Button busy={demo.isPending ? t('programs.demoBusy') : null} icon="play" onClick={() => demo.mutate()}>
      {t('programs.demo')}
    </Button>
  );
}

function FirstSteps({ onNew }: { onNew: () => void }) {
  return (
    <div className="card">
      <EmptyState title={t('programs.empty')} icon="grid">
        <Link to="/import" className="btn pri">
          <Icon name="import" small />
          {t('programs.import')}
        </Link>
        <DemoButton />
        <Button icon="plus" onClick={onNew}>
          {t('programs.new')}
        </Button>
      </EmptyState>
    </div>
  );
}

type GroupsProps = {
  rows: ProgramRow[];
  portfolios: Portfolio[];
  filtered: boolean;
  onEdit: (portfolio: Portfolio) => void;
};

/** A portfolio without a program that passes the filter is not shown. */
function Groups({ rows, portfolios, filtered, onEdit }: GroupsProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(closed);
    if (!next.delete(id)) next.add(id);
    setClosed(next);
  };
  const groups = grouped(rows, portfolios).filter((group) => !filtered || group.rows.length > 0);
  return groups.map((group) => {
    const { portfolio } = group;
    const id = portfolio?.id ?? '';
    return (
      <PortfolioGroup
        key={id}
        group={group}
        closed={closed.has(id)}
        onToggle={() => toggle(id)}
        onEdit={() => portfolio && onEdit(portfolio)}
      />
    );
  });
}

type ListingProps = { list: ProgramList; portfolios: Portfolio[]; onEdit: (portfolio: Portfolio) => void };

function Listing({ list, portfolios, onEdit }: ListingProps) {
  const [params, setParams] = useSearchParams();
  const status = params.get('status') as Status | null;
  const sort = (params.get('sort') ?? 'worst') as Sort;
  const set = (name: string, value: string | null) =>
    setParams(
      (now) => {
        if (value === null) now.delete(name);
        else now.set(name, value);
        return now;
      },
      { replace: true },
    );
  const rows = ordered(list.programs, sort).filter((row) => status === null || row.status.status === status);
  const next = sorts[(sorts.indexOf(sort) + 1) % sorts.length] ?? 'worst';
  return (
    <>
      <div className="bar">
        <Tally rows={list.programs} status={status} onStatus={(each) => set('status', each)} />
        <span className="sp" />
        <button type="button" className="chip" onClick={() => set('sort', next === 'worst' ? null : next)}>
          {t('programs.sort')} <b>{t(`programs.sort.${sort}`)}</b>
        </button>
      </div>
      {rows.length === 0 && status !== null ? (
        <EmptyState title={t('programs.noneSo', { status: t(`status.${status}`).toLowerCase() })} />
      ) : (
        <>
          {portfolios.length === 0 ? (
            <ProgramTable rows={rows} />
          ) : (
            <Groups rows={rows} portfolios={portfolios} filtered={status !== null} onEdit={onEdit} />
          )}
        </>
      )}
      <Key />
    </>
  );
}

export default function ProgramsPage() {
  const query = useQuery({ ...programsQuery, refetchInterval: ASK_AGAIN_MS });
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const portfolios = useQuery(portfoliosQuery);
  const [editing, setEditing] = useState<{ portfolio: Portfolio | null } | null>(null);
  const verbs = useMemo<Verb[]>(
    () => [
      {
        id: 'programs.new',
        title: t('programs.new'),
        group: 'do',
        shortcut: 'N',
        run: () => setCreating(true),
      },
      {
        id: 'portfolios.new',
        title: t('portfolio.new'),
        group: 'do',
        run: () => setEditing({ portfolio: null }),
      },
      {
        id: 'programs.import',
        title: t('programs.import'),
        group: 'do',
        shortcut: 'I',
        run: () => void navigate('/import'),
      },
      {
        id: 'programs.map',
        title: t('programs.map'),
        group: 'go',
        shortcut: 'M',
        run: () => void navigate('/map'),
      },
    ],
    [navigate],
  );
  useVerbs(verbs);
  return (
    <div className="page programs">
      <title>{`${t('programs.title')} · ${t('app.name')}`}</title>
      <Loaded query={query} rows={9} height={70}>
        {(list) => (
          <EvidenceContext value={list}>
            <div className="title">
              <div>
                <h1>{t('programs.title')}</h1>
                <p>
                  <RichText text={list.headline} />
                </p>
              </div>
              <div className="acts">
                <Link to="/import" className="btn" title={`${t('programs.import')} (I)`}>
                  <Icon name="import" small />
                  {t('programs.import')}
                </Link>
                {list.programs.length > 1 && (
                  <Link to="/map" className="btn" title={`${t('programs.map')} (M)`}>
                    <Icon name="link" small />
                    {t('programs.map')}
                  </Link>
                )}
                <Button icon="grid" onClick={() => setEditing({ portfolio: null })}>
                  {t('portfolio.new')}
                </Button>
                <Button
                  primary
                  icon="plus"
                  title={`${t('programs.new')} (N)`}
                  onClick={() => setCreating(true)}
                >
                  {t('programs.new')}
                </Button>
              </div>
            </div>
            {list.programs.length === 0 ? (
              <FirstSteps onNew={() => setCreating(true)} />
            ) : (
              <Listing
                list={list}
                portfolios={portfolios.data ?? []}
                onEdit={(portfolio) => setEditing({ portfolio })}
              />
            )}
          </EvidenceContext>
        )}
      </Loaded>
      <NewProgramDialog opened={creating} onClose={() => setCreating(false)} />
      {editing && <PortfolioDialog portfolio={editing.portfolio} onClose={() => setEditing(null)} />}
    </div>
  );
}
