import type { Overview, Status } from '@/api/types';
import { stepPath } from '@/lib/axis';
import { day, millis } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { useWidth } from './useWidth';

type Point = Overview['history'][number];
type Props = { points: Point[]; status: Status };

const HEIGHT = 76;
const TOP = 6;
const BOTTOM = 54;
const LABELS = 40;
const dot: Partial<Record<Status, string>> = {
  off_track: 'var(--off)',
  at_risk: 'var(--at)',
  on_track: 'var(--on)',
};

/** Labels at the right, pushed apart so that none covers another. */
function spread(labels: { text: string; y: number }[], gap: number) {
  let last = -Infinity;
  return labels
    .toSorted((a, b) => a.y - b.y)
    .map((label) => {
      last = Math.max(label.y, last + gap);
      return { ...label, y: last };
    });
}

/** P85 solid, P50 dashed, target a line; later is up. */
export function HistoryChart({ points, status }: Props) {
  const { ref, width } = useWidth(308);
  const first = points.at(0);
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 3) {
    return <p className="small dim">{t('program.history.empty')}</p>;
  }
  const values = points.flatMap(({ p50, p85, target }) =>
    [p50, p85, ...(target ? [target] : [])].map(millis),
  );
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [millis(first.made), millis(last.made)];
  const x = (value: string) => 2 + ((width - LABELS - 4) * (millis(value) - from)) / (to - from || 1);
  const y = (value: string) => BOTTOM - ((BOTTOM - TOP) * (millis(value) - low)) / (high - low || 1);
  const line = (of: (point: Point) => string) =>
    stepPath(points.map((point) => [x(point.made), y(of(point))]));
  const aims = points.filter((point) => point.target !== null);
  const said = t('chart.history', { count: points.length, from: day(first.p85), to: day(last.p85) });
  const labels = spread(
    [
      { text: t('chart.p85'), y: y(last.p85) + 4 },
      { text: t('chart.p50'), y: y(last.p50) + 4 },
      ...(last.target ? [{ text: t('chart.target'), y: y(last.target) + 4 }] : []),
    ],
    12,
  );
  const dates = [...new Set([0, Math.floor((points.length - 1) / 2), points.length - 1])];
  return (
    <div ref={ref} className="history-chart">
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={said}>
        <title>{said}</title>
        {aims.length > 1 && (
          <path
            d={stepPath(aims.map((point) => [x(point.made), y(point.target ?? point.p85)]))}
            stroke="var(--ink)"
            fill="none"
          />
        )}
        <path
          d={line((point) => point.p50)}
          stroke="var(--accent)"
          strokeWidth="1.3"
          strokeDasharray="3 2"
          fill="none"
        />
        <path d={line((point) => point.p85)} stroke="var(--accent)" strokeWidth="2" fill="none" />
        <circle
          cx={x(last.made)}
          cy={y(last.p85)}
          r="3.5"
          fill={dot[status] ?? 'var(--accent)'}
          stroke="var(--sunken)"
          strokeWidth="1.5"
        />
        {labels.map((label) => (
          <text key={label.text} x={width - LABELS + 6} y={label.y} className="chart-text">
            {label.text}
          </text>
        ))}
        {dates.map((index) => {
          const point = points[index];
          if (point === undefined) return null;
          const anchor = index === 0 ? 'start' : index === points.length - 1 ? 'end' : 'middle';
          return (
            <text key={index} x={x(point.made)} y={HEIGHT - 4} textAnchor={anchor} className="chart-text">
              {day(point.made)}
            </text>
          );
        })}
      </svg>
    </div>
  );
}
