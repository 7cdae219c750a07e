import { useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useWidth } from '@/components/charts/useWidth';
import { useRows } from '@/components/tables/useRows';
import { labelled } from '@/lib/axis';
import type { TimeAxis } from '@/lib/axis';
import { monthShort } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { arrowsAmong, arrowsOf, AXIS, axisOf, placeOf, ROW, rowsOf } from './scene';
import type { Row } from './scene';
import type { Item, Roadmap } from './useRoadmap';
import { allWords, whenWords } from './words';

const NAMES_PX = 300;
const WHEN_PX = 132;
const HALF = 6;

type MarkProps = { item: Item; axis: TimeAxis; width: number; y: number };

function Diamond({ x, y, kind }: { x: number; y: number; kind: string }) {
  return (
    <path
      className={`r-diamond ${kind}`}
      d={`M${x} ${y - HALF}l${HALF} ${HALF}l-${HALF} ${HALF}l-${HALF} -${HALF}z`}
    />
  );
}

/** From even odds to 85 %: the end fades, and the P85 has a cap. */
function Spread({ from, to, y }: { from: number; to: number; y: number }) {
  return (
    <>
      <rect className="r-spread" x={from} y={y - 6} width={Math.max(to - from, 0.5)} height={12} />
      <line className="r-cap" x1={to} x2={to} y1={y - 7} y2={y + 7} />
    </>
  );
}

function Marks({ item, axis, width, y }: MarkProps) {
  const end = (day: string) => placeOf(axis, day, width, true);
  const { start, finish, p50, p85, landed, target, commitment, period } = item;
  const milestone = item.kind === 'milestone' || !start;
  const solid = landed ?? p50 ?? finish;
  return (
    <g>
      {period && (
        <rect
          className={`r-period ${item.horizon}`}
          x={placeOf(axis, period.first, width) + 1}
          y={y - 8}
          width={Math.max(end(period.last) - placeOf(axis, period.first, width) - 2, 2)}
          height={16}
          rx={3}
        />
      )}
      {!period && !milestone && start && solid && (
        <rect
          className={`r-bar ${landed ? 'landed' : ''} ${p85 || landed ? '' : 'unsure'} ${item.critical ? 'critical' : ''}`}
          x={placeOf(axis, start, width)}
          y={y - 6}
          width={Math.max(end(solid) - placeOf(axis, start, width), 2)}
          height={12}
          rx={1.5}
        />
      )}
      {!landed && p85 && <Spread from={end(p50 ?? finish ?? p85)} to={end(p85)} y={y} />}
      {milestone && p50 && !landed && <circle className="r-dot" cx={end(p50)} cy={y} r={2.5} />}
      {milestone && !period && landed && <Diamond x={end(landed)} y={y} kind="landed" />}
      {milestone && !landed && finish && (
        <Diamond x={end(finish)} y={y} kind={`${p85 ? '' : 'unsure'} ${item.critical ? 'critical' : ''}`} />
      )}
      {milestone && !landed && !finish && p85 && <Diamond x={end(p85)} y={y} kind="forecast" />}
      {target && <line className="r-target" x1={end(target)} x2={end(target)} y1={y - 10} y2={y + 10} />}
      {commitment && (
        <path className="r-pennant" d={`M${end(commitment)} ${y + 10}V${y - 10}l7 2.5l-7 2.5`} />
      )}
    </g>
  );
}

type SceneProps = {
  roadmap: Roadmap;
  rows: Row[];
  /** Those that are drawn. */
  seen: readonly Row[];
  width: number;
  active: string | null;
};

/** The months, in the head of the table: they stay in sight while the rows scroll. */
function Months({ roadmap, width }: { roadmap: Roadmap; width: number }) {
  const axis = useMemo(() => axisOf(roadmap, width), [roadmap, width]);
  return (
    <svg className="r-axis" width={width} height={AXIS} aria-hidden="true">
      {labelled(axis.months, 46, 76).map(({ at, ms }) => (
        <text key={ms} className="r-tick" x={at + 3} y={17}>
          {axis.years ? new Date(ms).getUTCFullYear() : monthShort(ms, new Date(ms).getUTCMonth() === 0)}
        </text>
      ))}
    </svg>
  );
}

function Scene({ roadmap, rows, seen, width, active }: SceneProps) {
  const axis = useMemo(() => axisOf(roadmap, width), [roadmap, width]);
  const all = useMemo(() => arrowsOf(rows, axis, width), [rows, axis, width]);
  const arrows = useMemo(() => arrowsAmong(all, seen), [all, seen]);
  const height = AXIS + rows.length * ROW;
  const today = placeOf(axis, roadmap.as_of, width);
  const near = ({ from, to }: { from: string; to: string }) => active === from || active === to;
  return (
    <svg
      className="r-scene"
      width={width}
      height={height}
      aria-hidden="true"
      style={{ left: NAMES_PX + WHEN_PX }}
    >
      <defs>
        <linearGradient id="r-fade">
          <stop offset="0" stopColor="var(--accent)" stopOpacity="0.55" />
          <stop offset="1" stopColor="var(--accent)" stopOpacity="0.08" />
        </linearGradient>
        <marker
          id="r-head"
          viewBox="0 0 8 8"
          refX="4"
          refY="6"
          markerWidth="6"
          markerHeight="6"
          orient="auto"
        >
          <path d="M0 1l7 3l-7 3z" className="r-arrowhead" />
        </marker>
      </defs>
      {axis.months.map(({ at, ms }) => (
        <line key={ms} className="r-month" x1={at} x2={at} y1={AXIS} y2={height} />
      ))}
      <line className="r-today" x1={today} x2={today} y1={AXIS - 4} y2={height} />
      <g transform={`translate(0 ${AXIS})`}>
        {arrows.map((arrow) => (
          <path
            key={`${arrow.from}>${arrow.to}`}
            className={`r-arrow ${near(arrow) ? 'near' : active === null ? '' : 'far'}`}
            d={arrow.path}
            markerEnd="url(#r-head)"
          />
        ))}
        {seen.map(
          ({ item, top }) =>
            item && <Marks key={item.id} item={item} axis={axis} width={width} y={top + ROW / 2} />,
        )}
      </g>
    </svg>
  );
}

/** The room of rows that are not drawn. */
function Space({ height }: { height: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={3} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

/** Whether the page is being printed: paper shows every row. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

type NameProps = { item: Item; onArrange: ((id: string) => void) | null };

function Name({ item, onArrange }: NameProps) {
  const weight = item.kind === 'milestone' ? 'b' : '';
  if (onArrange === null) return <span className={weight}>{item.title}</span>;
  return (
    <button
      type="button"
      className={`rowlink ${weight}`}
      aria-label={t('roadmap.arrange', { title: item.title })}
      title={item.title}
      onClick={() => onArrange(item.id)}
    >
      {item.title}
    </button>
  );
}

type Props = { roadmap: Roadmap; onArrange: ((id: string) => void) | null };

/** A table of items with a drawing beside it; all that is drawn is also in the row's words. */
export function Timeline({ roadmap, onArrange }: Props) {
  const { ref, width } = useWidth(1200);
  const [active, setActive] = useState<string | null>(null);
  const rows = useMemo(() => rowsOf(roadmap), [roadmap]);
  const titles = useMemo(
    () => new Map(rows.flatMap(({ item }) => (item === null ? [] : [[item.id, item.title] as const]))),
    [rows],
  );
  const printing = usePrinting();
  const { scroller, shown, before, after } = useRows(rows.length, ROW);
  const seen = printing ? rows : shown.flatMap((index) => rows[index] ?? []);
  const drawn = Math.max(width - NAMES_PX - WHEN_PX, 240);
  return (
    <div className="r-scroll" ref={scroller}>
      <div className="r-timeline" ref={ref}>
        <table className="table" aria-label={roadmap.title} aria-rowcount={rows.length + 1}>
          <colgroup>
            <col style={{ width: NAMES_PX }} />
            <col style={{ width: WHEN_PX }} />
            <col />
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{t('roadmap.col.item')}</th>
              <th scope="col" className="num">
                {t('roadmap.col.when')}
              </th>
              <th scope="col">
                <span className="sr">{t('roadmap.col.drawn')}</span>
                <Months roadmap={roadmap} width={drawn} />
              </th>
            </tr>
          </thead>
          <tbody>
            {before > 0 && !printing && <Space height={before} />}
            {seen.map(({ lane, item, top }) =>
              item === null ? (
                <tr key={`lane ${lane.id}`} className="r-lane" aria-rowindex={top / ROW + 2}>
                  <th scope="rowgroup" colSpan={3}>
                    {lane.title}
                  </th>
                </tr>
              ) : (
                <tr
                  key={item.id}
                  aria-rowindex={top / ROW + 2}
                  className={active === item.id ? 'active' : ''}
                  onMouseEnter={() => setActive(item.id)}
                  onMouseLeave={() => setActive(null)}
                  onFocus={() => setActive(item.id)}
                >
                  <th scope="row" title={item.title}>
                    <Name item={item} onArrange={onArrange} />
                  </th>
                  <td className="num">{whenWords(item, roadmap.as_of)}</td>
                  <td>
                    <span className="sr">{allWords(item, roadmap.as_of, titles)}</span>
                  </td>
                </tr>
              ),
            )}
            {after > 0 && !printing && <Space height={after} />}
          </tbody>
        </table>
        <Scene roadmap={roadmap} rows={rows} seen={seen} width={drawn} active={active} />
      </div>
    </div>
  );
}
