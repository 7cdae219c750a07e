import type { Register } from '@/api/types';
import { useWidth } from '@/components/charts/useWidth';
import { labelled, stepPath, ticks, timeAxis } from '@/lib/axis';
import type { TimeAxis } from '@/lib/axis';
import { monthShort, yearOf } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

type Point = Register['burndown'][number];
type Key = 'planned' | 'actual' | 'expected';

const HEIGHT = 216;
const TOP = 14;
const BOTTOM = 186;
const LEFT = 26;
const LABEL_PX = 72;
const END_LABEL_PX = 116;
const LEVELS = 5;

const series = (points: Point[], key: Key): { date: string; value: number }[] =>
  points.flatMap((point) => (point[key] === null ? [] : [{ date: point.date, value: point[key] }]));

function Axes({
  axis,
  levels,
  y,
  width,
}: {
  axis: TimeAxis;
  levels: number[];
  y: (value: number) => number;
  width: number;
}) {
  return (
    <>
      {levels.map((level) => (
        <g key={level}>
          <path d={`M${LEFT} ${y(level)}H${width - 4}`} stroke="var(--line-soft)" />
          <text x={LEFT - 8} y={y(level) + 4} textAnchor="end" className="chart-text">
            {number(level)}
          </text>
        </g>
      ))}
      {labelled(axis.months, 48).map(({ at, ms }) => (
        <text key={ms} x={LEFT + at} y={HEIGHT - 12} textAnchor="middle" className="chart-text">
          {axis.years ? yearOf(ms) : monthShort(ms)}
        </text>
      ))}
    </>
  );
}

function Chart({ points, today }: { points: Point[]; today: string | null }) {
  const { ref, width } = useWidth(330);
  const first = points[0]?.date ?? '';
  const axis = timeAxis(first, points.at(-1)?.date ?? first, width - LEFT - 6);
  const levels = ticks(
    Math.max(
      ...points.flatMap(({ planned, actual, expected }) => [planned ?? 0, actual ?? 0, expected ?? 0]),
    ),
    LEVELS,
  );
  const most = levels.at(-1) ?? 1;
  const x = (date: string) => LEFT + axis.x(date);
  const y = (value: number) => BOTTOM - ((BOTTOM - TOP) * value) / (most || 1);
  const at = (key: Key) => series(points, key).map(({ date, value }) => [x(date), y(value)] as const);
  const actual = series(points, 'actual');
  const expected = series(points, 'expected');
  const now = actual.at(-1);
  const last = expected.at(-1);
  const lastTop = Math.max(
    ...expected.filter(({ date }) => x(date) > width - END_LABEL_PX).map(({ value }) => value),
    0,
  );
  const crowded = now !== undefined && x(now.date) > width - 2 * END_LABEL_PX;
  const planned = at('planned');
  const plannedLabel = planned.find(([px]) => px > LEFT + LABEL_PX);
  const label = t('risks.burn.label', {
    from: number(actual[0]?.value ?? 0),
    now: number(now?.value ?? 0),
    to: number(last?.value ?? 0),
  });
  return (
    <div ref={ref}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
        <Axes axis={axis} levels={levels} y={y} width={width} />
        {planned.length > 1 && (
          <path
            d={`M${planned.map(([px, py]) => `${px} ${py}`).join('L')}`}
            fill="none"
            stroke="var(--n-7)"
            strokeDasharray="2 2.5"
          />
        )}
        {today && <path d={`M${x(today)} ${TOP - 6}V${BOTTOM}`} stroke="var(--today)" strokeWidth="1.5" />}
        {expected.length > 1 && (
          <path
            d={stepPath(at('expected'))}
            fill="none"
            stroke="var(--accent)"
            strokeWidth="1.6"
            strokeDasharray="4 3"
          />
        )}
        {actual.length > 1 && (
          <path d={stepPath(at('actual'))} fill="none" stroke="var(--accent)" strokeWidth="2" />
        )}
        {now && (
          <>
            <circle
              cx={x(now.date)}
              cy={y(now.value)}
              r="3.6"
              fill="var(--accent)"
              stroke="var(--surface)"
              strokeWidth="1.2"
            />
            <text x={x(now.date) + 8} y={y(now.value) - 6} className="chart-text strong">
              {t('risks.burn.now', { days: number(now.value) })}
            </text>
          </>
        )}
        {last && (
          <text
            x={width - 6}
            y={crowded ? y(last.value) + 16 : y(lastTop) - 8}
            textAnchor="end"
            className="chart-text"
          >
            {t('risks.burn.expected', { days: number(last.value) })}
          </text>
        )}
        {plannedLabel && (
          <text x={plannedLabel[0] - 6} y={plannedLabel[1] + 12} textAnchor="end" className="chart-text">
            {t('risks.burn.planned')}
          </text>
        )}
      </svg>
    </div>
  );
}

function Gap({ points }: { points: Point[] }) {
  const now = points.findLast((point) => point.actual !== null);
  if (now?.actual === undefined || now.actual === null || now.planned === null) return null;
  const gap = Math.round((now.actual - now.planned) * 10) / 10;
  if (gap === 0) return null;
  const key = gap > 0 ? 'risks.burn.above' : 'risks.burn.below';
  return <span className={`more ${gap > 0 ? 'at' : 'on'}`}>{t(key, { days: number(Math.abs(gap)) })}</span>;
}

/** Solid what happened, dashed what is expected, dotted what was planned. */
export function BurnDown({ points, today }: { points: Point[]; today: string | null }) {
  return (
    <section className="card burn">
      <header>
        <h2>{t('risks.burn')}</h2>
        <Gap points={points} />
      </header>
      <div className="burn-body">
        <p className="small dim">{t('risks.burn.unit')}</p>
        {points.length < 2 ? (
          <p className="dim">{t('risks.burn.empty')}</p>
        ) : (
          <Chart points={points} today={today} />
        )}
      </div>
    </section>
  );
}
