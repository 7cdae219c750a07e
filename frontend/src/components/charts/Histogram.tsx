import type { Fact, HistogramBin } from '@/api/types';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

const WIDTH = 288;
const HEIGHT = 64;

const label = (from: string) => (/^\d{4}-\d{2}-\d{2}/.test(from) ? day(from) : from);

/** What stands along the bins. */
export function unitOf({ unit, value }: Fact): string {
  const isDay = typeof value === 'string' && /^\d{4}-/.test(value);
  if (isDay || unit === 'date' || unit === 'probability' || unit === '') return t('fact.histogram.day');
  return unit === 'wd' ? t('word.workingDays', { count: 2 }) : unit.replaceAll('_', ' ');
}

/** Shares of the runs per bin; a percentage over a bar that is wide enough to carry it. */
export function Histogram({ fact, bins }: { fact: Fact; bins: HistogramBin[] }) {
  const total = bins.reduce((sum, bin) => sum + bin.count, 0) || 1;
  const most = Math.max(...bins.map((bin) => bin.count), 1);
  const step = WIDTH / bins.length;
  const every = Math.ceil(bins.length / 7);
  const words = bins.map((bin) => `${label(bin.from)} ${number((100 * bin.count) / total)} %`).join(', ');
  return (
    <figure className="histogram-figure">
      <svg
        className="histogram"
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 28}`}
        role="img"
        aria-label={t('fact.histogram', { label: fact.label, bins: words })}
      >
        {bins.map((bin, index) => {
          const height = (HEIGHT * bin.count) / most;
          const x = index * step;
          return (
            <g key={bin.from}>
              <rect
                x={x + 1}
                y={12 + HEIGHT - height}
                width={Math.max(step - 2, 1)}
                height={height}
                rx="1.5"
              />
              {bins.length <= 12 && (
                <text x={x + step / 2} y={9 + HEIGHT - height}>
                  {`${Math.round((100 * bin.count) / total)}${bins.length <= 8 ? '\u202f%' : ''}`}
                </text>
              )}
              {index % every === 0 && (
                <text x={x + step / 2} y={HEIGHT + 25}>
                  {label(bin.from)}
                </text>
              )}
            </g>
          );
        })}
        <path d={`M0 ${HEIGHT + 12.5}H${WIDTH}`} />
      </svg>
      <figcaption>{t('fact.histogram.unit', { unit: unitOf(fact) })}</figcaption>
    </figure>
  );
}
