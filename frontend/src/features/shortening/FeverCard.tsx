import type { Status } from '@/api/types';
import { ChartCard } from '@/components/charts/ChartCard';
import { useWidth } from '@/components/charts/useWidth';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { day } from '@/lib/format/dates';
import { number, percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { fever, SIZE } from './fever';
import type { Chain, Point } from './useShortening';

type Zone = Point['zone'];

const shape: Record<Zone, Status> = {
  green: 'on_track',
  amber: 'at_risk',
  red: 'off_track',
  grey: 'unknown',
};
const tones: Record<Zone, string> = { green: 'on', amber: 'at', red: 'off', grey: 'un' };
const colors: Record<Zone, string> = {
  green: 'var(--on)',
  amber: 'var(--at)',
  red: 'var(--off)',
  grey: 'var(--un)',
};
const GAP = 46;

const ZoneName = ({ zone }: { zone: Zone }) => (
  <span className={`nowrap ${tones[zone]}`}>
    <StatusGlyph status={shape[zone]} /> {t(`chain.zone.${zone}`)}
  </span>
);

function sentence(points: readonly Point[]): string {
  const last = points.at(-1);
  if (last === undefined || last.consumed === null) return t('chain.feverNoBuffer');
  return t('chain.feverSaid', {
    done: percent(last.done),
    used: percent(last.consumed),
    zone: t(`chain.zone.${last.zone}`),
  });
}

function Chart({ points, zones }: { points: readonly Point[]; zones: Chain['zones'] }) {
  const { ref, width } = useWidth(640);
  const drawn = fever(points, zones, width);
  const said = sentence(points);
  const [right, bottom] = [width - SIZE.right, SIZE.height - SIZE.bottom];
  const last = drawn.points.at(-1);
  return (
    <div ref={ref} className="fever">
      <svg
        width={width}
        height={SIZE.height}
        viewBox={`0 0 ${width} ${SIZE.height}`}
        role="img"
        aria-label={said}
      >
        <title>{said}</title>
        <path d={drawn.zones.green} fill="var(--on-soft)" />
        <path d={drawn.zones.amber} fill="var(--at-soft)" />
        <path d={drawn.zones.red} fill="var(--off-soft)" />
        {drawn.used.map(({ value, y }) => (
          <g key={value}>
            <path d={`M${SIZE.left} ${y}H${right}`} stroke="var(--line-soft)" />
            <text x={SIZE.left - 8} y={y + 4} textAnchor="end" className="chart-text">
              {percent(value)}
            </text>
          </g>
        ))}
        <path d={`M${SIZE.left} ${drawn.full}H${right}`} stroke="var(--off)" strokeDasharray="4 3" />
        {drawn.done.map(({ value, x }) => (
          <text
            key={value}
            x={x}
            y={bottom + 16}
            textAnchor={value === 1 ? 'end' : 'middle'}
            className="chart-text"
          >
            {percent(value)}
          </text>
        ))}
        <text x={right} y={SIZE.height - 4} textAnchor="end" className="chart-text">
          {t('chain.axis.done')} →
        </text>
        <text x={SIZE.left + 6} y={SIZE.top + 12} className="chart-text">
          ↑ {t('chain.axis.used')}
        </text>
        <polyline
          points={drawn.points.map(({ x, y }) => `${x},${y}`).join(' ')}
          fill="none"
          stroke="var(--text-2)"
          strokeWidth="1.500"
        />
        {drawn.points.map(({ point, x, y }, at) => (
          <circle
            key={at}
            cx={x}
            cy={y}
            r={at === drawn.points.length - 1 ? 6 : 4}
            fill={colors[point.zone]}
            stroke="var(--surface)"
            strokeWidth="1.500"
          >
            <title>{`${point.as_of ? day(point.as_of) : ''}: ${percent(point.done)}, ${percent(point.consumed)}`}</title>
          </circle>
        ))}
        {drawn.points
          .filter(({ x }, at) => at === drawn.points.length - 1 || (last !== undefined && last.x - x > GAP))
          .filter(({ x }, at, all) => at === all.length - 1 || at === 0 || x - (all[at - 1]?.x ?? 0) > GAP)
          .map(({ point, x, y }, at) => (
            <text
              key={at}
              x={Math.min(Math.max(x, SIZE.left + 24), right - 24)}
              y={y > SIZE.top + 34 ? y - 11 : y + 20}
              textAnchor="middle"
              className={point === last?.point ? 'chart-text strong' : 'chart-text'}
            >
              {point.as_of ? day(point.as_of) : t('chain.now')}
            </text>
          ))}
      </svg>
    </div>
  );
}

function Rows({ points }: { points: readonly Point[] }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('chain.col.asOf')}</th>
          <th scope="col" className="num">
            {t('chain.col.done')}
          </th>
          <th scope="col" className="num">
            {t('chain.col.used')}
          </th>
          <th scope="col" className="num">
            {t('chain.col.days')}
          </th>
          <th scope="col" className="num">
            {t('chain.col.lands')}
          </th>
          <th scope="col">{t('chain.col.zone')}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point, at) => (
          <tr key={at}>
            <th scope="row">{point.as_of ? day(point.as_of, { year: true }) : t('chain.now')}</th>
            <td className="num">{percent(point.done)}</td>
            <td className="num">{point.consumed === null ? '–' : percent(point.consumed)}</td>
            <td className="num">{number(point.days)}</td>
            <td className="num nowrap">{day(point.finish)}</td>
            <td>
              <ZoneName zone={point.zone} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How fast the buffer is used up; with words first, and a table behind it. */
export function FeverCard({ history, since }: { history: Chain | null; since: string | null }) {
  if (history === null) {
    return (
      <section className="card">
        <header>
          <h2>{t('chain.fever')}</h2>
        </header>
        <p className="note">{t('chain.feverFew')}</p>
      </section>
    );
  }
  const last = history.fever.at(-1);
  return (
    <ChartCard
      title={t('chain.fever')}
      unit={t('chain.feverUnit', { since: since === null ? '' : day(since, { year: true }) })}
      said={
        <>
          {last && (
            <span className={`glyph ${tones[last.zone]}`}>
              <StatusGlyph status={shape[last.zone]} />
            </span>
          )}
          {sentence(history.fever)}
        </>
      }
      chart={<Chart points={history.fever} zones={history.zones} />}
      table={<Rows points={history.fever} />}
    />
  );
}
