import type { Status } from '@/api/types';
import { stepPath } from '@/lib/axis';
import { day, millis } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';

type Props = {
  points: { made: string; p85: string }[];
  target: string | null;
  status: Status;
  width?: number;
  height?: number;
};

const colors: Record<Status, string> = {
  on_track: 'var(--on)',
  at_risk: 'var(--at)',
  off_track: 'var(--off)',
  unknown: 'var(--unknown)',
  landed: 'var(--n-8)',
};

/** P85 over time against the target (dotted); higher is later. Under three points it says so in words. */
export function Sparkline({ points, target, status, width = 104, height = 28 }: Props) {
  const first = points.at(0);
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 3) {
    return <span className="dim small">{t('chart.tooFew', { count: points.length })}</span>;
  }
  const times = points.map((point) => millis(point.made));
  const values = points.map((point) => millis(point.p85));
  const aim = target === null ? null : millis(target);
  const all = aim === null ? values : [...values, aim];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const x = (ms: number) => 2 + ((width - 10) * (ms - from)) / (to - from || 1);
  const y = (ms: number) =>
    high === low ? height / 2 : height - 4.5 - ((height - 9) * (ms - low)) / (high - low);
  const path = stepPath(points.map((_, index) => [x(times[index] ?? 0), y(values[index] ?? 0)]));
  const said = t('chart.spark', { from: day(first.p85), to: day(last.p85), count: points.length });
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={said}>
      <title>{said}</title>
      {aim !== null && (
        <path d={`M0 ${y(aim)}H${width}`} stroke="var(--n-7)" strokeDasharray="2 2.5" fill="none" />
      )}
      <path d={path} stroke="var(--accent)" strokeWidth="1.6" fill="none" strokeLinejoin="round" />
      <circle
        cx={x(millis(last.made))}
        cy={y(millis(last.p85))}
        r="3.2"
        fill={colors[status]}
        stroke="var(--surface)"
        strokeWidth="1.2"
      />
    </svg>
  );
}
