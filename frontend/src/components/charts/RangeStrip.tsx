import type { MilestoneRow } from '@/api/types';
import type { TimeAxis } from '@/lib/axis';
import { labelled } from '@/lib/axis';
import { day, monthShort, yearOf } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';

type Freeze = { start: string; finish: string; title: string };
type Props = {
  row: MilestoneRow;
  axis: TimeAxis;
  width: number;
  height: number;
  freezes?: Freeze[];
  grid?: boolean;
};

function sentence(row: MilestoneRow): string {
  if (row.p50 === null || row.p85 === null) return t('strip.unknown', { title: row.title });
  const aims = [
    row.target && t('strip.target', { when: day(row.target) }),
    row.commitment && t('strip.commitment', { when: day(row.commitment) }),
    row.baseline && t('strip.baseline', { when: day(row.baseline) }),
  ].filter(Boolean);
  const range = t('strip.range', {
    title: row.title,
    p10: row.p10 ? day(row.p10) : '–',
    p50: day(row.p50),
    p85: day(row.p85),
    p90: row.p90 ? day(row.p90) : '–',
  });
  return [range, ...aims].join('; ');
}

function Band({ row, axis, y }: { row: MilestoneRow; axis: TimeAxis; y: number }) {
  const { p10, p50, p85, p90 } = row;
  if (p10 === null || p50 === null || p85 === null || p90 === null) return null;
  const span = (from: string, to: string) => ({
    x: axis.x(from),
    width: Math.max(axis.x(to) - axis.x(from), 1),
  });
  const mark = { stroke: 'var(--surface)', fill: 'var(--accent)' };
  return (
    <>
      <rect {...span(p10, p90)} y={y - 4} height="8" rx="2" fill="var(--p-band)" />
      <rect {...span(p50, p85)} y={y - 4} height="8" fill="var(--p-band-2)" />
      <circle cx={axis.x(p50)} cy={y} r="3.6" strokeWidth="1.2" {...mark} />
      <rect x={axis.x(p85) - 1.5} y={y - 7} width="3" height="14" rx="1" strokeWidth=".8" {...mark} />
    </>
  );
}

export function Pennant({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path d="M0 0v9.500" stroke="var(--ink)" strokeWidth="1.2" fill="none" />
      <path d="M0 0h6l-1.800 2.200 1.800 2.200h-6z" fill="var(--ink)" />
    </g>
  );
}

/** Band P10 to P90, dot P50, bar P85, line target, diamond baseline, pennant commitment; landed is one ring. */
export function RangeStrip({ row, axis, width, height, freezes = [], grid = true }: Props) {
  const y = height / 2 + 1;
  const said = sentence(row);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={said}
      className="strip"
    >
      <title>{said}</title>
      {grid &&
        axis.months.map(({ at, ms }) => <path key={ms} d={`M${at} 0V${height}`} stroke="var(--line-soft)" />)}
      {!grid && <path d={`M0 ${y}H${width}`} stroke="var(--line-soft)" strokeWidth="1.5" />}
      {freezes.map((freeze) => (
        <rect
          key={freeze.start}
          x={axis.x(freeze.start)}
          width={Math.max(axis.x(freeze.finish) - axis.x(freeze.start), 0)}
          height={height}
          fill="var(--freeze)"
          opacity=".6"
        />
      ))}
      {row.landed === null ? (
        <Band row={row} axis={axis} y={y} />
      ) : (
        <circle
          cx={axis.x(row.landed)}
          cy={y}
          r="4"
          fill="var(--surface)"
          stroke="var(--n-8)"
          strokeWidth="1.6"
        />
      )}
      {row.landed === null && row.p85 === null && (
        <rect
          x="4"
          y={y - 4}
          width={width - 8}
          height="8"
          rx="2"
          fill="none"
          stroke="var(--n-6)"
          strokeDasharray="3 3"
        />
      )}
      {row.target && (
        <path d={`M${axis.x(row.target)} 5V${height - 5}`} stroke="var(--ink)" strokeWidth="1.5" />
      )}
      {grid && row.baseline && (
        <path
          transform={`translate(${axis.x(row.baseline)} ${height - 11.5})`}
          d="M0 0l4 4-4 4-4-4z"
          fill="var(--surface)"
          stroke="var(--n-7)"
          strokeWidth="1.2"
        />
      )}
      {grid && row.commitment && <Pennant x={axis.x(row.commitment)} y={3.5} />}
    </svg>
  );
}

/** The months above the strips. */
export function StripHead({ axis, width }: { axis: TimeAxis; width: number }) {
  return (
    <svg width={width} height="16" viewBox={`0 0 ${width} 16`} aria-hidden="true" className="strip-head">
      {labelled(axis.months, 28, 60).map(({ at, ms }, index) => (
        <text key={ms} x={at + 4} y="12">
          {axis.years ? yearOf(ms) : monthShort(ms, new Date(ms).getUTCMonth() === 0 && index > 0)}
        </text>
      ))}
    </svg>
  );
}
