import { memo } from 'react';
import { ticks, type Tick } from '@/lib/plan/scene/ticks';
import { pointX, type TimeScale } from '@/lib/plan/scene/timescale';

type Props = {
  scale: TimeScale;
  left: number;
  right: number;
  seenLeft: number;
  status: number | null;
  statusText: string;
};

const HEIGHT = 44;
const LABEL = 40;

/** The sticky time head: months over weeks, with the status date. Hidden like the chart; dates are in the rows. */
export const GanttHead = memo(function GanttHead({
  scale,
  left,
  right,
  seenLeft,
  status,
  statusText,
}: Props) {
  const { upper, lower } = ticks(scale, left, right);
  const x = status === null ? null : pointX(scale, status);
  return (
    <svg
      className="gantt-head"
      aria-hidden="true"
      width={right - left}
      height={HEIGHT}
      viewBox={`${left} 0 ${right - left} ${HEIGHT}`}
    >
      {upper.map((tick, i) => (
        <Upper key={tick.day} tick={tick} seenLeft={seenLeft} next={upper[i + 1]?.x ?? Infinity} />
      ))}
      <path className="rule" d={`M${left} 22.5H${right}`} />
      {lower
        .filter((tick) => x === null || Math.abs(tick.x + 6 - x) > LABEL - 8)
        .map((tick) => (
          <text key={tick.day} className="wk" x={tick.x + 2} y="36">
            {tick.label}
          </text>
        ))}
      {x !== null && (
        <>
          <rect className="today" x={x - LABEL / 2} y="25" width={LABEL} height="15" rx="3" />
          <text className="today-text" x={x} y="36" textAnchor="middle">
            {statusText}
          </text>
          <path className="today-stem" d={`M${x} 40V44`} />
        </>
      )}
    </svg>
  );
});

/** The label of a period stays in view while any of it does. */
function Upper({ tick, seenLeft, next }: { tick: Tick; seenLeft: number; next: number }) {
  const kept = Math.max(tick.x, seenLeft) + 6;
  const fits = next - kept > tick.label.length * 6;
  return (
    <>
      <path className="rule" d={`M${tick.x} 0V22`} />
      {(fits || kept === tick.x + 6) && (
        <text className="mo" x={kept} y="15">
          {tick.label}
        </text>
      )}
    </>
  );
}
