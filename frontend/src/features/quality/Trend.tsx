import { useWidth } from '@/components/charts/useWidth';
import { stepPath } from '@/lib/axis';
import { day, millis } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { ScorePoint } from './useQuality';

const HEIGHT = 84;
const TOP = 10;
const BOTTOM = 60;
const LABELS = 40;
const LEAST = 3;
const MARGIN = 5;

type Known = ScorePoint & { score: number };

/** The score day by day, on an axis around its values; the ends of the axis are written beside it. */
export function Trend({ points, whole }: { points: readonly ScorePoint[]; whole: boolean }) {
  const { ref, width } = useWidth(420);
  const known = points.filter((point): point is Known => point.score !== null);
  const first = known.at(0);
  const last = known.at(-1);
  if (!whole) return <p className="small dim">{t('quality.trendPart')}</p>;
  if (first === undefined || last === undefined || known.length < LEAST) {
    return <p className="small dim">{t('quality.trendFew')}</p>;
  }
  const scores = known.map(({ score }) => score);
  const low = Math.max(0, Math.floor((Math.min(...scores) - MARGIN) / 10) * 10);
  const high = Math.min(100, Math.ceil((Math.max(...scores) + MARGIN) / 10) * 10);
  const [from, to] = [millis(first.day), millis(last.day)];
  const x = (value: string) => 28 + ((width - LABELS - 32) * (millis(value) - from)) / (to - from || 1);
  const y = (value: number) => BOTTOM - ((BOTTOM - TOP) * (value - low)) / (high - low || 1);
  const said = t('quality.trendSaid', {
    count: known.length,
    from: number(first.score),
    first: day(first.day),
    to: number(last.score),
    last: day(last.day),
  });
  return (
    <div ref={ref} className="quality-trend">
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={said}>
        <title>{said}</title>
        {[low, high].map((value) => (
          <g key={value}>
            <path d={`M28 ${y(value)}H${width - LABELS}`} stroke="var(--line-soft)" />
            <text x="22" y={y(value) + 4} textAnchor="end" className="chart-text">
              {value}
            </text>
          </g>
        ))}
        <path
          d={stepPath(known.map((point) => [x(point.day), y(point.score)]))}
          stroke="var(--accent)"
          strokeWidth="2"
          fill="none"
        />
        {known.map((point) => (
          <circle key={point.day} cx={x(point.day)} cy={y(point.score)} r="2.2" fill="var(--accent)">
            <title>{`${day(point.day)}: ${number(point.score)}`}</title>
          </circle>
        ))}
        <circle cx={x(last.day)} cy={y(last.score)} r="3.5" fill="var(--accent)" />
        <text x={width - LABELS + 6} y={y(last.score) + 4} className="chart-text strong">
          {number(last.score)}
        </text>
        <text x={x(first.day)} y={HEIGHT - 6} className="chart-text">
          {day(first.day)}
        </text>
        <text x={x(last.day)} y={HEIGHT - 6} textAnchor="end" className="chart-text">
          {day(last.day)}
        </text>
      </svg>
    </div>
  );
}
