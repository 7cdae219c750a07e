import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { get, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { WorkItemPage, WorkStatus } from '@/api/types';
import { EmptyState, ErrorState, Skeleton } from '@/components/feedback/States';
import { TextField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import '@/features/work/work.css';

const PAGE = 200;
const ROW = 34;
const HEAD = 28;

type Filter = { program: string; q: string; status: WorkStatus | null };

const pageQuery = ({ program, q, status }: Filter, page: number) => ({
  queryKey: [...keys.program(program), 'work', q, status, page],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<WorkItemPage>(
      path('programs', program, 'work-items'),
      { q: q || null, status, offset: page * PAGE, limit: PAGE },
      signal,
    ),
  placeholderData: page === 0 ? keepPreviousData : undefined,
});

function Row({ page, at }: { page: WorkItemPage | undefined; at: number }) {
  const key = page?.key[at];
  if (page === undefined || key === undefined) return <i className="ghost-row" />;
  const url = page.url[at];
  const link = url !== null && url !== undefined && /^https?:\/\//.test(url);
  const created = page.created[at];
  const resolved = page.resolved[at];
  return (
    <>
      <span role="cell" className="dim ell">
        {link ? (
          <a href={url} rel="noreferrer" target="_blank" className="ref">
            {key}
          </a>
        ) : (
          key
        )}
      </span>
      <span role="cell" className="ell" title={page.title[at]}>
        {page.title[at]}
      </span>
      <span role="cell" className="sec ell">
        {page.kind[at]}
      </span>
      <span role="cell" className="ell">
        <i className={`wdot ${page.category[at] ?? ''}`} />
        {page.status[at]}
      </span>
      <span role="cell" className="sec ell">
        {page.assignee[at] ?? '–'}
      </span>
      <span role="cell" className="num">
        {created ? day(created, { year: true }) : '–'}
      </span>
      <span role="cell" className="num">
        {resolved ? day(resolved, { year: true }) : '–'}
      </span>
    </>
  );
}

function List({ filter, first }: { filter: Filter; first: WorkItemPage }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: first.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 15,
    scrollMargin: HEAD,
  });
  const items = virtualizer.getVirtualItems();
  const pages = [...new Set(items.map((item) => Math.floor(item.index / PAGE)))];
  const results = useQueries({ queries: pages.map((page) => pageQuery(filter, page)) });
  const dataOf = (page: number) => results[pages.indexOf(page)]?.data;
  const heads = ['key', 'title', 'kind', 'status', 'assignee', 'created', 'resolved'] as const;
  return (
    <div className="card work-list">
      {/* The list scrolls: it must be reachable with the keyboard. The heads scroll with it, over the same columns. */}
      <div
        ref={scroller}
        className="work-scroll"
        role="table"
        aria-label={t('work.title')}
        aria-rowcount={first.total + 1}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div role="rowgroup" className="work-heads">
          <div role="row" className="work-head" aria-rowindex={1}>
            {heads.map((head) => (
              <span
                key={head}
                role="columnheader"
                className={head === 'created' || head === 'resolved' ? 'num' : ''}
              >
                {t(`work.col.${head}`)}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {items.map((item) => (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              className="work-row"
              style={{ transform: `translateY(${item.start - HEAD}px)`, height: ROW }}
            >
              <Row page={dataOf(Math.floor(item.index / PAGE))} at={item.index % PAGE} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

const statuses: (WorkStatus | 'all')[] = ['all', 'todo', 'doing', 'done'];

export default function WorkPage() {
  const { program = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const q = params.get('q') ?? '';
  const status = params.get('status') as WorkStatus | null;
  const [settled] = useDebouncedValue(q.trim(), 200);
  const filter = { program, q: settled, status };
  const [first] = useQueries({ queries: [pageQuery(filter, 0)] });
  const set = (name: string, value: string) =>
    setParams(
      (now) => {
        if (value === '' || value === 'all') now.delete(name);
        else now.set(name, value);
        return now;
      },
      { replace: true },
    );
  const data = first.data;
  const counts = data?.counts;
  const label = (each: WorkStatus | 'all') => {
    const count =
      counts &&
      (each === 'all' ? (counts.todo ?? 0) + (counts.doing ?? 0) + (counts.done ?? 0) : counts[each]);
    return count === undefined ? t(`work.${each}`) : `${t(`work.${each}`)} ${number(count)}`;
  };
  const nothing = data?.total === 0;
  return (
    <div className="work page">
      <title>{`${t('work.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('work.title')}</h1>
          <p>{t('work.lead')}</p>
        </div>
        <div className="acts">
          <Segmented
            label={t('work.status')}
            value={status ?? 'all'}
            options={statuses.map((value) => ({ value, label: label(value) }))}
            onValue={(value) => set('status', value)}
          />
          <TextField
            label={t('work.find')}
            hideLabel
            placeholder={t('work.find')}
            type="search"
            value={q}
            onValue={(text) => set('q', text)}
          />
        </div>
      </div>
      {first.error && data === undefined && (
        <ErrorState error={first.error} retry={() => void first.refetch()} />
      )}
      {first.isPending && <Skeleton rows={10} height={ROW} />}
      {data && nothing && (
        <div className="card">
          {settled === '' && status === null ? (
            <EmptyState title={t('work.empty')} icon="work">
              <Link className="btn pri" to={`/import?program=${encodeURIComponent(program)}`}>
                {t('work.import')}
              </Link>
            </EmptyState>
          ) : (
            <EmptyState title={t('work.noneSo')} />
          )}
        </div>
      )}
      {data && !nothing && <List key={`${settled}/${status ?? ''}`} filter={filter} first={data} />}
      {data && (
        <p className="sr" role="status">
          {t('work.count', { count: data.total })}
        </p>
      )}
    </div>
  );
}
