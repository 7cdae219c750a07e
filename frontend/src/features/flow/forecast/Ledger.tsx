import { useQueries } from '@tanstack/react-query';
import type { Status } from '@/api/types';
import { EmptyState, ErrorState, Skeleton } from '@/components/feedback/States';
import { Segmented } from '@/components/forms/Segmented';
import { Spacer } from '@/components/tables/Spacer';
import { useRows } from '@/components/tables/useRows';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { day } from '@/lib/format/dates';
import { chance, number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { ledgerQuery, PAGE } from '@/features/flow/useFlow';
import type { Issued } from '@/features/flow/useFlow';
import { questionWords, told, verdictOf, whatIfWords } from './words';
import type { Verdict } from './words';

const ROW = 34;
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

type RowProps = {
  issued: Issued | undefined;
  index: number;
  shown: number | null;
  onOpen: (issued: Issued) => void;
};

function Row({ issued, index, shown, onOpen }: RowProps) {
  if (issued === undefined) {
    return (
      <tr aria-rowindex={index + 2}>
        <td colSpan={heads.length}>
          <i className="ghost-row" />
        </td>
      </tr>
    );
  }
  const words = [questionWords(issued), whatIfWords(issued)].filter(Boolean).join(' · ');
  const by = t('forecast.origin', { origin: issued.origin, who: issued.issued_by });
  return (
    <tr aria-rowindex={index + 2} aria-selected={issued.number === shown}>
      <td className="num dim">{number(issued.number)}</td>
      <td className="num">{day(issued.as_of, { year: true })}</td>
      <th scope="row">
        <button type="button" className="linkish ell" title={words} onClick={() => onOpen(issued)}>
          {words}
        </button>
      </th>
      <td className="num">{told(issued, 50)}</td>
      <td className="num b">{told(issued, 85)}</td>
      <td className="num">{issued.on_time === null ? '–' : chance(issued.on_time)}</td>
      <td>
        <Outcome issued={issued} />
      </td>
      <td className="sec" title={`${by}, ${day(issued.made, { year: true })}`}>
        {by}
      </td>
    </tr>
  );
}

type ListProps = {
  program: string;
  resolved: boolean | null;
  total: number;
  shown: number | null;
  onOpen: (issued: Issued) => void;
};

function List({ program, resolved, total, shown, onOpen }: ListProps) {
  const { scroller, shown: rows, before, after } = useRows(total, ROW);
  const pages = [...new Set([0, ...rows.map((index) => Math.floor(index / PAGE))])];
  const results = useQueries({ queries: pages.map((page) => ledgerQuery(program, resolved, page)) });
  const at = (index: number) =>
    results[pages.indexOf(Math.floor(index / PAGE))]?.data?.forecasts[index % PAGE];
  return (
    <div className="flow-scroll" ref={scroller}>
      <table className="table" aria-rowcount={total + 1}>
        <colgroup>
          {heads.map((head) => (
            <col key={head} className={`l-${head}`} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {heads.map((head) => (
              <th key={head} scope="col" className={figures.has(head) ? 'num' : ''}>
                {t(`forecast.ledger.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} columns={heads.length} />
          {rows.map((index) => (
            <Row key={index} issued={at(index)} index={index} shown={shown} onOpen={onOpen} />
          ))}
          <Spacer height={after} columns={heads.length} />
        </tbody>
      </table>
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
          total={first.data.total}
          shown={shown}
          onOpen={onOpen}
        />
      )}
    </section>
  );
}

export const showIn = (text: string | null): Show => SHOWS.find((each) => each === text) ?? 'all';
