/**
 * Which dependencies cross a range of positions, without looking at all of them.
 *
 * Spans of positions are put in bins of 16, 128, 1024, ... positions: each in the smallest bin that holds it whole.
 * A query reads the few bins that touch the range on each level.
 */
import type { PlanModel } from '@/lib/plan/data/model';
import { nearestShown, type View } from '@/lib/plan/data/tree';

export type LinkIndex = {
  /** Position of each link's predecessor and successor row, -1 if the link is not drawn. */
  from: Int32Array;
  to: Int32Array;
  levels: Map<number, number[]>[];
  /** Mean number of links that pass a position. */
  crowd: number;
};

const SMALLEST = 4;
const STEP = 3;

/**
 * Index of the links whose both ends show. A critical link with an end inside a collapsed row is drawn at that row, so
 * that the critical path does not break.
 */
export function linkIndex(model: PlanModel, view: View): LinkIndex {
  const { from, to, count } = model.links;
  const index: LinkIndex = {
    from: new Int32Array(count).fill(-1),
    to: new Int32Array(count).fill(-1),
    levels: [],
    crowd: 0,
  };
  let passed = 0;
  for (let link = 0; link < count; link += 1) {
    const start = shownPosition(model, view, from[link] ?? -1, link);
    const end = shownPosition(model, view, to[link] ?? -1, link);
    if (start < 0 || end < 0 || start === end) continue;
    index.from[link] = start;
    index.to[link] = end;
    put(index.levels, link, Math.min(start, end), Math.max(start, end));
    passed += Math.abs(end - start);
  }
  index.crowd = passed / Math.max(1, view.rows.length);
  return index;
}

/** Whether a link drives its successor on the critical path: purple is for nothing else. */
export function isPurple(model: PlanModel, link: number): boolean {
  const { critical, progress } = model.columns.activities;
  const [from, to] = [model.links.from[link] ?? -1, model.links.to[link] ?? -1];
  if (model.columns.dependencies.driving[link] !== true || critical[to] !== true) return false;
  return critical[from] === true || (progress[from] ?? 0) >= 1;
}

function shownPosition(model: PlanModel, view: View, row: number, link: number): number {
  const at = view.position[row] ?? -1;
  if (at >= 0 || view.mask?.[row] === 0 || !isPurple(model, link)) return at;
  return view.position[nearestShown(model.tree, view, row)] ?? -1;
}

function put(levels: Map<number, number[]>[], link: number, low: number, high: number): void {
  let level = 0;
  while (binOf(low, level) !== binOf(high, level)) level += 1;
  while (levels.length <= level) levels.push(new Map());
  const bins = levels[level];
  const bin = bins?.get(binOf(low, level));
  if (bin === undefined) bins?.set(binOf(low, level), [link]);
  else bin.push(link);
}

function binOf(position: number, level: number): number {
  return Math.floor(position / 2 ** (SMALLEST + STEP * level));
}

/** Links whose span of positions touches `[first, last]`. */
export function linksAcross(index: LinkIndex, first: number, last: number): number[] {
  const found: number[] = [];
  index.levels.forEach((bins, level) => {
    for (let bin = binOf(first, level); bin <= binOf(last, level); bin += 1) {
      for (const link of bins.get(bin) ?? []) if (touches(index, link, first, last)) found.push(link);
    }
  });
  return found;
}

function touches(index: LinkIndex, link: number, first: number, last: number): boolean {
  const from = index.from[link] ?? -1;
  const to = index.to[link] ?? -1;
  return Math.min(from, to) <= last && Math.max(from, to) >= first;
}
