import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useRecordHref } from '@/components/facts/context';
import { EmptyState } from '@/components/feedback/States';
import { Spacer } from '@/components/tables/Spacer';
import { useRows } from '@/components/tables/useRows';
import { useWidth } from '@/components/charts/useWidth';
import { money, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { barWords, finishDay, GhostBars, Months } from './GhostBars';
import { figureOf, figures, rowsOf, spanOf } from './rows';
import type { Figure, Show, Sort, SortKey, Span } from './rows';
import type { Comparison } from './useBaselines';

const HEIGHT = 30;
const FIXED_PX = 300 + 72 + 76 + 3 * 84 + 24;
const heads: Record<Exclude<SortKey, 'given'>, Parameters<typeof t>[0]> = {
  title: 'baselines.col.activity',
  state: 'baselines.col.state',
  finish_after: 'baselines.col.finishAt',
  start_days: 'baselines.col.start',
  finish_days: 'baselines.col.finish',
  duration_days: 'baselines.col.duration',
  cost: 'baselines.col.cost',
};

type HeadProps = {
  shown: Exclude<SortKey, 'given'>[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  span: Span;
  width: number;
};

function Head({ shown, sort, onSort, span, width }: HeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {shown.map((key) => {
          const on = sort.by === key;
          const column = t(heads[key]);
          const words = key === 'title' || key === 'state';
          return (
            <th
              key={key}
              scope="col"
              className={words ? '' : 'num'}
              aria-sort={on ? (sort.down ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                className={`b-sort ${on ? 'on' : ''}`}
                title={t('baselines.sortBy', { column })}
                onClick={() => onSort({ by: key, down: on ? !sort.down : !words })}
              >
                {column}
                <span aria-hidden="true">{on ? (sort.down ? ' ↓' : ' ↑') : ''}</span>
              </button>
            </th>
          );
        })}
        <th scope="col" className="bars">
          <span className="sr">{t('baselines.col.bars')}</span>
          <Months span={span} width={width} />
        </th>
      </tr>
    </thead>
  );
}

function figureText(found: Comparison, figure: Figure, row: number): string {
  const value = figureOf(found.rows, figure, row);
  if (value === null) return '–';
  if (figure === 'cost') return value === 0 ? '0' : `${value > 0 ? '+' : ''}${money(value, found.currency)}`;
  return signed(value);
}

/** Later and longer is bad news, earlier good; the sign says so without the color. */
const tone = (value: number | null): string =>
  value === null || Math.abs(value) < 0.05 ? 'sec' : value > 0 ? 'off' : 'on';

type RowProps = { found: Comparison; row: number; index: number; span: Span; width: number; shown: Figure[] };

function Row({ found, row, index, span, width, shown }: RowProps) {
  const { rows, zone } = found;
  const id = rows.id[row] ?? '';
  const title = rows.title[row] ?? id;
  const state = rows.state[row] as 'added' | 'removed' | 'changed' | 'same';
  const href = useRecordHref()('activity', id);
  const finish = rows.finish_after[row] ?? rows.finish_before[row] ?? null;
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" title={title} className={rows.kind[row] === 'milestone' ? 'b' : ''}>
        {rows.kind[row] === 'milestone' && <span aria-hidden="true">◇ </span>}
        {href === null || state === 'removed' ? title : <Link to={href}>{title}</Link>}
      </th>
      <td className="sec">{t(`baselines.state.${state}`)}</td>
      <td className="num">{finish === null ? '–' : finishDay(finish, zone)}</td>
      {shown.map((figure) => (
        <td key={figure} className={`num ${tone(figureOf(rows, figure, row))}`}>
          {figureText(found, figure, row)}
        </td>
      ))}
      <td className="bars">
        <span className="sr">{barWords(found, row)}</span>
        <GhostBars found={found} row={row} span={span} width={width} />
      </td>
    </tr>
  );
}

type Props = { found: Comparison; show: Show; text: string };

/** Every activity of two states with its variance and both of its bars; ten thousand rows draw as fast as ten. */
export function VarianceTable({ found, show, text }: Props) {
  const [sort, setSort] = useState<Sort>({ by: 'given', down: false });
  const { rows } = found;
  const places = useMemo(() => rowsOf(rows, show, sort, text), [rows, show, sort, text]);
  const span = useMemo(() => spanOf(rows, places), [rows, places]);
  const { scroller, shown, before, after } = useRows(places.length, HEIGHT);
  const { ref, width } = useWidth(1000);
  const money = rows.cost.some((cost) => cost !== null);
  const some = money ? [...figures] : figures.filter((figure) => figure !== 'cost');
  const columns = 4 + some.length;
  const bars = Math.max(width - FIXED_PX - (money ? 84 : 0), 120);
  if (places.length === 0) {
    const calm = show === 'changed' && text === '';
    return <EmptyState title={t(calm ? 'baselines.empty' : 'baselines.noneSo')} />;
  }
  return (
    <div className="b-scroll" ref={scroller}>
      <div ref={ref}>
        <table className="table" aria-rowcount={places.length + 1} aria-label={t('baselines.comparison')}>
          <colgroup>
            <col className="b-title" />
            <col className="b-state" />
            <col className="b-date" />
            {some.map((figure) => (
              <col key={figure} className="b-figure" />
            ))}
            <col />
          </colgroup>
          <Head
            shown={['title', 'state', 'finish_after', ...some]}
            sort={sort}
            onSort={setSort}
            span={span}
            width={bars}
          />
          <tbody>
            <Spacer height={before} columns={columns} />
            {shown.map((index) => {
              const row = places[index];
              if (row === undefined) return null;
              return <Row key={rows.id[row]} {...{ found, row, index, span }} width={bars} shown={some} />;
            })}
            <Spacer height={after} columns={columns} />
          </tbody>
        </table>
      </div>
    </div>
  );
}
