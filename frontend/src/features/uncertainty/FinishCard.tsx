import { ChartCard } from '@/components/charts/ChartCard';
import { Pennant } from '@/components/charts/RangeStrip';
import { useWidth } from '@/components/charts/useWidth';
import { RichText } from '@/components/facts/RichText';
import { PercentileTable } from '@/components/tables/PercentileTable';
import type { Text } from '@/api/types';
import { labelled, ticks, timeAxis } from '@/lib/axis';
import { day, dayOf, millis, monthShort, yearOf } from '@/lib/format/dates';
import { number, percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { stacked } from './marks';
import type { Mark } from './marks';
import type { Outcome } from './useUncertainty';
import { between, finishDay, lastDay } from './words';

const DAY = 86_400_000;
const [TOP, BOTTOM, HEIGHT, LEFT] = [58, 228, 250, 34];
const ROW = 15;

const at = (outcome: Outcome, percentile: number) =>
  lastDay(outcome.percentiles.find((each) => each.percent === percentile)?.finish ?? outcome.plan_finish);

/** Days from one bar to the next. */
function binDays({ bins }: Outcome): number {
  const [first, second] = bins;
  return first && second ? Math.round((millis(second.start) - millis(first.start)) / DAY) : 7;
}

const iso = (ms: number) => dayOf(new Date(ms).toISOString());

function marksOf(outcome: Outcome): Mark[] {
  const { plan_finish: plan, target, commitment } = outcome;
  const mark = (kind: Mark['kind'], when: string | null): Mark[] =>
    when === null ? [] : [{ kind, when, text: t(`uncertainty.mark.${kind}`, { when: day(when) }) }];
  return [
    ...mark('plan', plan),
    ...mark('target', target),
    ...mark('commitment', commitment),
    ...mark('p50', at(outcome, 50)),
    ...mark('p85', at(outcome, 85)),
  ];
}

function said(outcome: Outcome): string {
  const most = outcome.bins.toSorted((a, b) => b.count - a.count)[0];
  return t('uncertainty.finishSaid', {
    title: outcome.title,
    p10: day(at(outcome, 10)),
    p50: day(at(outcome, 50)),
    p85: day(at(outcome, 85)),
    p95: day(at(outcome, 95)),
    plan: day(outcome.plan_finish),
    target: outcome.target ? t('uncertainty.finishTarget', { target: day(outcome.target) }) : '',
    share: percent((most?.count ?? 0) / outcome.iterations),
    week: most ? day(most.start) : '',
  });
}

const stroke: Record<Mark['kind'], string> = {
  plan: 'var(--n-7)',
  target: 'var(--ink)',
  commitment: 'var(--ink)',
  p50: 'var(--accent)',
  p85: 'var(--accent)',
};

function Histogram({ outcome }: { outcome: Outcome }) {
  const { ref, width } = useWidth(640);
  const step = binDays(outcome) * DAY;
  const marks = marksOf(outcome);
  const starts = outcome.bins.map(({ start }) => millis(start));
  const from = Math.min(...starts, ...marks.map(({ when }) => millis(when) - 3 * DAY));
  const to = Math.max(...starts.map((ms) => ms + step), ...marks.map(({ when }) => millis(when) + 3 * DAY));
  const axis = timeAxis(iso(from), iso(to), width - LEFT - 8);
  const x = (when: string) => LEFT + axis.x(when);
  const levels = ticks(Math.max(...outcome.bins.map(({ count }) => count / outcome.iterations)) * 100);
  const y = (share: number) => BOTTOM - ((BOTTOM - TOP) * share) / (levels.at(-1) ?? 1);
  const placed = stacked(marks, x, width);
  const label = said(outcome);
  return (
    <div ref={ref}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
        {levels.map((level) => (
          <g key={level}>
            <path d={`M${LEFT} ${y(level)}H${width - 4}`} stroke="var(--line-soft)" />
            <text x={LEFT - 6} y={y(level) + 4} textAnchor="end" className="chart-text">
              {number(level)}
            </text>
          </g>
        ))}
        {labelled(axis.months, 44, 64).map(({ at: place, ms }) => (
          <text key={ms} x={LEFT + place} y={HEIGHT - 6} className="chart-text">
            {axis.years ? yearOf(ms) : monthShort(ms, new Date(ms).getUTCMonth() === 0)}
          </text>
        ))}
        {axis.months.map(({ at: place, ms }) => (
          <path key={ms} d={`M${LEFT + place} ${BOTTOM}v5`} stroke="var(--line-strong)" />
        ))}
        {outcome.bins.map((bin) => {
          const left = x(bin.start);
          const share = (100 * bin.count) / outcome.iterations;
          return (
            <rect
              key={bin.start}
              x={left + 1}
              y={y(share)}
              width={Math.max(x(iso(millis(bin.start) + step)) - left - 2, 1)}
              height={BOTTOM - y(share)}
              fill="var(--p-band-2)"
              rx="1.5"
            >
              <title>{`${day(bin.start)}: ${number(share)} %`}</title>
            </rect>
          );
        })}
        <path d={`M${LEFT} ${BOTTOM}.5H${width - 4}`} stroke="var(--line-strong)" />
        {placed.map(({ kind, place, row }) => (
          <g key={kind}>
            <path
              d={`M${place} ${row * ROW + 14}V${BOTTOM}`}
              stroke={stroke[kind]}
              strokeWidth={kind === 'p85' ? 2.5 : 1.5}
              strokeDasharray={kind === 'plan' ? '3 3' : undefined}
            />
            {kind === 'p50' && <circle cx={place} cy={BOTTOM} r="3.6" fill="var(--accent)" />}
            {kind === 'commitment' && <Pennant x={place} y={row * ROW + 14} />}
          </g>
        ))}
        {placed.map(({ kind, text, place, row, anchor }) => (
          <text key={kind} x={place} y={row * ROW + 11} textAnchor={anchor} className="chart-text strong">
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}

function BinTable({ outcome }: { outcome: Outcome }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('uncertainty.col.from')}</th>
          <th scope="col" className="num">
            {t('uncertainty.col.runs')}
          </th>
          <th scope="col" className="num">
            {t('uncertainty.col.share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {outcome.bins.map(({ start, count }) => (
          <tr key={start}>
            <td>{day(start, { year: true })}</td>
            <td className="num">{number(count)}</td>
            <td className="num">{number((100 * count) / outcome.iterations)} %</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The distribution of the finish: by week, with the days that matter. */
export function FinishCard({ outcome }: { outcome: Outcome }) {
  const certain = outcome.percentiles[0]?.finish === outcome.percentiles.at(-1)?.finish;
  const weeks = Math.round(binDays(outcome) / 7);
  const unit = weeks === 1 ? t('uncertainty.finishUnit') : t('uncertainty.finishUnits', { count: weeks });
  return (
    <ChartCard
      title={t('uncertainty.finish', { title: outcome.title })}
      unit={unit}
      className="u-finish"
      chart={<Histogram outcome={outcome} />}
      table={<BinTable outcome={outcome} />}
    >
      {certain && <p className="chart-said">{t('uncertainty.certain')}</p>}
      <p className="small dim">
        <RichText text={outcome.convergence as Text} />
      </p>
    </ChartCard>
  );
}

/** Each percentile with the 95 % interval of what the simulation knows of it. */
export function PercentileCard({ outcome, asOf }: { outcome: Outcome; asOf: string }) {
  const rows = outcome.percentiles.map(({ percent: p, finish, low, high }) => ({
    percent: p,
    fact: `finish:${p}`,
    value: finishDay(finish, asOf),
    interval: between(day(lastDay(low)), day(lastDay(high))),
  }));
  return (
    <PercentileTable title={t('uncertainty.percentiles')} value={t('uncertainty.col.finish')} rows={rows} />
  );
}
