import { useWidth } from '@/components/charts/useWidth';
import { labelled, timeAxis } from '@/lib/axis';
import { day, dayOf, millis, monthShort, yearOf } from '@/lib/format/dates';
import { chance, money } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { costTicks } from './costTicks';
import type { Cost, Joint } from './useUncertainty';
import { DIGITS } from './words';

const DAY = 86_400_000;
const [TOP, BOTTOM, HEIGHT, LEFT, RIGHT] = [20, 250, 272, 54, 12];

type Dot = [string, number];
const dots = (values: Cost['scatter']) => values as Dot[];
const iso = (ms: number) => dayOf(new Date(ms).toISOString());

/** Without the greatest 2 %: one run in a long tail must not squeeze the others into a corner. */
function most(values: number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.slice(0, Math.max(1, Math.ceil(sorted.length * 0.98)));
}

/** Each run a dot; the corner in which both limits are kept is tinted. */
export function Scatter({ cost, joint }: { cost: Cost; joint: Joint }) {
  const { ref, width } = useWidth(560);
  const runs = dots(cost.scatter);
  const frontier = dots(cost.frontier);
  const end = millis(joint.by) + DAY; // the limit is the end of its day
  const finishes = [...most(runs.map(([at]) => millis(at))), end];
  const costs = [...most(runs.map(([, value]) => value)), joint.cost];
  const axis = timeAxis(
    iso(Math.min(...finishes) - DAY),
    iso(Math.max(...finishes) + 2 * DAY),
    width - LEFT - RIGHT,
  );
  const levels = costTicks(Math.min(...costs), Math.max(...costs));
  const [low, high] = [levels[0] ?? 0, levels.at(-1) ?? 1];
  const x = (ms: number) => LEFT + ((ms - axis.start) / (axis.finish - axis.start)) * (width - LEFT - RIGHT);
  const y = (value: number) => BOTTOM - ((BOTTOM - TOP) * (value - low)) / (high - low || 1);
  const inside = runs.filter(([at, value]) => millis(at) <= axis.finish && value <= high);
  const beyond = runs.length - inside.length;
  const late = joint.within_cost - joint.both;
  const dear = joint.on_time - joint.both;
  const right = width - RIGHT;
  const corners = [
    { key: 'jointBoth' as const, share: joint.both, px: LEFT + 6, py: BOTTOM - 7, anchor: 'start' as const },
    { key: 'jointLate' as const, share: late, px: right - 4, py: BOTTOM - 7, anchor: 'end' as const },
    { key: 'jointDear' as const, share: dear, px: LEFT + 6, py: TOP + 12, anchor: 'start' as const },
    {
      key: 'jointNeither' as const,
      share: 1 - joint.both - late - dear,
      px: right - 4,
      py: TOP + 12,
      anchor: 'end' as const,
    },
  ];
  const label = t('uncertainty.jointSaid', {
    both: chance(joint.both),
    cost: money(joint.cost, cost.currency, DIGITS),
    by: day(joint.by),
    within: chance(joint.within_cost),
    onTime: chance(joint.on_time),
  });
  const [limitX, limitY] = [x(end), y(joint.cost)];
  const line = frontier
    .filter(([at, value]) => millis(at) <= axis.finish && value <= high)
    .map(([at, value]) => `${x(millis(at)).toFixed(1)} ${y(value).toFixed(1)}`);
  return (
    <div ref={ref}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
        <rect
          x={LEFT}
          y={limitY}
          width={limitX - LEFT}
          height={Math.max(BOTTOM - limitY, 0)}
          fill="var(--accent-soft)"
        />
        {levels.map((level) => (
          <g key={level}>
            <path d={`M${LEFT} ${y(level)}H${right}`} stroke="var(--line-soft)" />
            <text x={LEFT - 6} y={y(level) + 4} textAnchor="end" className="chart-text">
              {money(level, '', DIGITS)}
            </text>
          </g>
        ))}
        {labelled(axis.months, 44, 64).map(({ at, ms }) => (
          <g key={ms}>
            <path d={`M${LEFT + at} ${BOTTOM}v5`} stroke="var(--line-strong)" />
            <text x={LEFT + at} y={HEIGHT - 5} className="chart-text">
              {axis.years ? yearOf(ms) : monthShort(ms, new Date(ms).getUTCMonth() === 0)}
            </text>
          </g>
        ))}
        <g fill="var(--accent)" fillOpacity=".45">
          {inside.map(([at, value], index) => (
            <circle key={index} cx={x(millis(at))} cy={y(value)} r="2" />
          ))}
        </g>
        <path
          d={`M${limitX} ${TOP}V${BOTTOM}M${LEFT} ${limitY}H${right}`}
          stroke="var(--ink)"
          strokeWidth="1.5"
          fill="none"
        />
        {line.length > 1 && (
          <path
            d={`M${line.join('L')}`}
            stroke="var(--critical)"
            strokeWidth="1.6"
            strokeDasharray="4 3"
            fill="none"
          />
        )}
        <text
          x={limitX}
          y={TOP - 7}
          textAnchor={limitX > width - 70 ? 'end' : 'middle'}
          className="chart-text strong"
        >
          {day(joint.by)}
        </text>
        <text x={LEFT - 6} y={limitY + 4} textAnchor="end" className="chart-text strong">
          {money(joint.cost, '', DIGITS)}
        </text>
        {corners.map(({ key, share, px, py, anchor }) => (
          <text key={key} x={px} y={py} textAnchor={anchor} className="chart-text strong">
            {`${chance(share)} ${t(`uncertainty.${key}`)}`}
          </text>
        ))}
      </svg>
      {beyond > 0 && <p className="small dim">{t('uncertainty.beyond', { count: beyond })}</p>}
    </div>
  );
}
