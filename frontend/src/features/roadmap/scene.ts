import { timeAxis } from '@/lib/axis';
import type { TimeAxis } from '@/lib/axis';
import type { Item, Lane, Roadmap } from './useRoadmap';

export const ROW = 30;
export const AXIS = 26;
const DAY = 86_400_000;

/** A lane's head (`item` null) or an item, with the top of its row. */
export type Row = { lane: Lane; item: Item | null; top: number };
/** From the end of what is waited for to the start of what waits. */
export type Arrow = { from: string; to: string; path: string };

export function rowsOf(roadmap: Roadmap): Row[] {
  const rows: Row[] = [];
  for (const lane of roadmap.lanes) {
    const parts: (Item | null)[] = lane.title === '' ? lane.items : [null, ...lane.items];
    for (const item of parts) rows.push({ lane, item, top: rows.length * ROW });
  }
  return rows;
}

export const axisOf = ({ first, last }: Roadmap, width: number): TimeAxis => timeAxis(first, last, width);

/** Where a day begins, or ends. */
export function placeOf(axis: TimeAxis, day: string, width: number, end = false): number {
  const at = axis.x(day) + (end ? (DAY / (axis.finish - axis.start)) * width : 0);
  return Math.min(Math.max(at, 0), width);
}

/** The first and last place that an item is drawn at. */
export function reach(item: Item, axis: TimeAxis, width: number): { from: number; to: number } {
  const at = (day: string | null | undefined, end: boolean) => (day ? placeOf(axis, day, width, end) : null);
  if (item.period) return { from: at(item.period.first, false) ?? 0, to: at(item.period.last, true) ?? 0 };
  const ends = [item.landed, item.finish, item.p50, item.p85]
    .map((day) => at(day, true))
    .filter((x) => x !== null);
  const to = Math.max(...ends, 0);
  return { from: at(item.start, false) ?? Math.min(...ends, to), to };
}

/** Arrows between the items that are shown; each leaves the end of one row and drops on the start of another. */
export function arrowsOf(rows: readonly Row[], axis: TimeAxis, width: number): Arrow[] {
  const placed = new Map(
    rows.flatMap(({ item, top }) =>
      item === null ? [] : [[item.id, { ...reach(item, axis, width), y: top + ROW / 2 }] as const],
    ),
  );
  return rows.flatMap(({ item }) =>
    (item?.after ?? []).flatMap((id) => {
      const from = placed.get(id);
      const to = item === null ? undefined : placed.get(item.id);
      if (from === undefined || to === undefined || item === null) return [];
      const down = to.y > from.y ? 1 : -1;
      const x = Math.max(from.to + 5, to.from);
      const end = to.y - down * 8;
      return [{ from: id, to: item.id, path: `M${from.to} ${from.y}H${x}V${end}` }];
    }),
  );
}

/** Arrows of which at least one end is among the rows that are drawn. */
export function arrowsAmong(arrows: readonly Arrow[], rows: readonly Row[]): Arrow[] {
  const seen = new Set(rows.flatMap(({ item }) => item?.id ?? []));
  return arrows.filter(({ from, to }) => seen.has(from) || seen.has(to));
}
