import { loadTone } from '@/components/charts/LoadBar';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { share } from './rows';
import type { LoadRow } from './rows';

const HEIGHT = 34;
const MOST = 2;
const STEP = 100;

const fill = { off: 'var(--off)', at: 'var(--at)', '': 'var(--bar-done)' };

const high = (value: number): number => (Math.min(value, MOST) / MOST) * HEIGHT;

type Props = { row: LoadRow; weeks: readonly string[] };

/** One bar a week: outlined as today, filled with the chosen moves; the line is 100 %, the top 200 %. */
export function WeekBars({ row, weeks }: Props) {
  return (
    <svg
      className="weekbars"
      viewBox={`0 0 ${weeks.length * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {weeks.map((week, at) => {
        const capacity = row.capacity[at] ?? 0;
        const today = share(row.before[at] ?? 0, capacity);
        const after = share(row.after[at] ?? 0, capacity);
        const tone = (row.overAfter[at] ?? 0) > 0 ? loadTone(Math.max(after, 1.11)) : '';
        const over = (row.overBefore[at] ?? 0) > 0;
        return (
          <g key={week}>
            <title>
              {t('leveling.bar', {
                week: day(week),
                today: number(row.before[at] ?? 0),
                after: number(row.after[at] ?? 0),
                capacity: number(capacity),
              })}
            </title>
            <rect className="hit" x={at * STEP} y="0" width={STEP} height={HEIGHT} />
            <rect
              x={at * STEP + 14}
              y={HEIGHT - high(after)}
              width={STEP - 28}
              height={high(after)}
              fill={fill[tone]}
            />
            <rect
              className={over ? 'today over' : 'today'}
              x={at * STEP + 8}
              y={HEIGHT - high(today)}
              width={STEP - 16}
              height={high(today)}
            />
          </g>
        );
      })}
      <path className="full" d={`M0 ${HEIGHT / MOST}H${weeks.length * STEP}`} />
    </svg>
  );
}

/** The months over the bars, each at its first week. */
export function Months({ weeks }: { weeks: readonly string[] }) {
  const starts = weeks.flatMap((week, at) => {
    const first = at === 0 || week.slice(0, 7) !== weeks[at - 1]?.slice(0, 7);
    return first ? [{ week, at }] : [];
  });
  const every = Math.ceil(starts.length / 9);
  return (
    <span className="months" aria-hidden="true">
      {starts
        .filter((_, index) => index % every === 0)
        .map(({ week, at }) => (
          <span key={week} style={{ left: `${(100 * at) / weeks.length}%` }}>
            {day(week)}
          </span>
        ))}
    </span>
  );
}
