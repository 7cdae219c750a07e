import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { Status } from '@/api/types';
import { EmptyState, ErrorState, Skeleton } from '@/components/feedback/States';
import { Segmented } from '@/components/forms/Segmented';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { day, dayOf } from '@/lib/format/dates';
import { chance, number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { ledgerQuery, PAGE } from '@/features/flow/useFlow';
import type { Issued, Ledger as LedgerPage } from '@/features/flow/useFlow';
import { questionWords, told, verdictOf, whatIfWords } from './words';
import type { Verdict } from './words';

const ROW = 34;
const HEAD = 28;
const glyph: Record<Verdict, Status> = {
  open: 'unknown',
  held: 'on_track',
  missed: 'off_track',
  supposed: 'unknown',
  none: 'unknown',
};
const heads = ['number', 'as_of', 'question', 'p50', 'p85', 'chance', 'outcome', 'origin'] as const;
const figures = new Set(['number', 'as_of', 'p50', 'p85', 'chance']);

function Outcome({ issued }: { issued: Issued }) {
  const verdict = verdictOf(issued);
  const word = t(`forecast.verdict.${verdict}`);
  return (
    <span className="ell" title={word}>
      {(verdict === 'held' || verdict === 'missed') && <StatusGlyph status={glyph[verdict]} />}
      {word}
      {issued.outcome && <span className="sec"> {day(issued.outcome.landed, { year: true })}</span>}
    </span>
  );
}

type RowProps = { issued: Issued | undefined; shown: number | null; onOpen: (issued: Issued) => void };

function Row({ issued, shown, onOpen }: RowProps) {
  if (issued === undefined) return <i className="ghost-row" />;
  const words = [questionWords(issued), whatIfWords(issued)].filter(Boolean).join(' · ');
  return (
    <>
      <span role="cell" className="num dim">
        {number(issued.number)}
      </span>
      <span role="cell" className="num">
        {day(issued.as_of, { year: true })}
      </span>
      <span role="cell" className="ell">
        <button
          type="button"
          className="linkish ell"
          title={words}
          aria-current={issued.number === shown ? 'true' : undefined}
          onClick={() => onOpen(issued)}
        >
          {words}
        </button>
      </span>
      <span role="cell" className="num">
        {told(issued, 50)}
      </span>
      <span role="cell" className="num b">
        {told(issued, 85)}
      </span>
      <span role="cell" className="num">
        {issued.on_time === null ? '–' : chance(issued.on_time)}
      </span>
      <span role="cell">
        <Outcome issued={issued} />
      </span>
      <span role="cell" className="sec ell" title={`${issued.issued_by}, ${dayOf(issued.made)}`}>
        {t('forecast.origin', { origin: issued.origin, who: issued.issued_by })}
      </span>
    </>
  );
}

type ListProps = {
  program: string;
  resolved: boolean | null;
  first: LedgerPage;
  shown: number | null;
  onOpen: (issued: Issued) => void;
};

function List({ program, resolved, first, shown, onOpen }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: first.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
    scrollMargin: HEAD,
    initialRect: { width: 1000, height: 400 },
  });
  const rows = virtualizer.getVirtualItems();
  const pages = [...new Set([0, ...rows.map(({ index }) => Math.floor(index / PAGE))])];
  const results = useQueries({ queries: pages.map((page) => ledgerQuery(program, resolved, page)) });
  const at = (index: number) =>
    results[pages.indexOf(Math.floor(index / PAGE))]?.data?.forecasts[index % PAGE];
  return (
    <div role="table" aria-label={t('forecast.ledger')} aria-rowcount={first.total + 1}>
      {/* The list scrolls: it must be reachable with the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={scroller} className="flow-ledger-scroll" tabIndex={0} role="presentation">
        <div role="rowgroup" className="flow-ledger-heads">
          <div role="row" className="flow-ledger-row head" aria-rowindex={1}>
            {heads.map((head) => (
              <span key={head} role="columnheader" className={figures.has(head) ? 'num' : ''}>
                {t(`forecast.ledger.${head}`)}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {rows.map((row) => (
            <div
              key={row.key}
              role="row"
              aria-rowindex={row.index + 2}
              className="flow-ledger-row"
              style={{ transform: `translateY(${row.start - HEAD}px)`, height: ROW, position: 'absolute' }}
            >
              <Row issued={at(row.index)} shown={shown} onOpen={onOpen} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

const SHOWS = ['all', 'open', 'resolved'] as const;
export type Show = (typeof SHOWS)[number];
const resolvedIn = (show: Show) => (show === 'all' ? null : show === 'resolved');

type Props = {
  program: string;
  show: Show;
  onShow: (show: Show) => void;
  shown: number | null;
  onOpen: (issued: Issued) => void;
};

/** Every forecast that was issued, the newest first, with what came of it: nothing is ever taken out. */
export function Ledger({ program, show, onShow, shown, onOpen }: Props) {
  const resolved = resolvedIn(show);
  const [first] = useQueries({ queries: [ledgerQuery(program, resolved, 0)] });
  return (
    <section className="card flow-ledger" aria-labelledby="flow-ledger">
      <header>
        <h2 id="flow-ledger">{t('forecast.ledger')}</h2>
        <span className="more">
          {first.data && <span>{t('forecast.ledger.count', { count: first.data.total })}</span>}
          <Segmented
            label={t('forecast.ledger.show')}
            value={show}
            options={SHOWS.map((value) => ({ value, label: t(`forecast.ledger.show.${value}`) }))}
            onValue={onShow}
          />
        </span>
      </header>
      {first.error && <ErrorState error={first.error} retry={() => void first.refetch()} />}
      {first.isPending && <Skeleton rows={4} height={ROW} />}
      {first.data?.total === 0 && (
        <EmptyState
          title={t(show === 'all' ? 'forecast.ledger.empty' : 'forecast.ledger.none')}
          icon="clock"
        />
      )}
      {first.data && first.data.total > 0 && (
        <List
          key={show}
          program={program}
          resolved={resolved}
          first={first.data}
          shown={shown}
          onOpen={onOpen}
        />
      )}
    </section>
  );
}

export const showIn = (text: string | null): Show => SHOWS.find((each) => each === text) ?? 'all';
