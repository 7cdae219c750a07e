/** What of a bar the pointer holds: the bar itself, one of its edges, or the points from which arrows are drawn. Pure. */
import { hasChildren } from '@/lib/plan/data/chain';
import type { LinkKind } from '@/lib/plan/data/columns';
import { barSpan, DIAMOND, rowPlace, BAR_HEIGHT, type BarSpan, type Frame } from './frame';
import { pointX } from './timescale';

export type Side = 'start' | 'finish';
/** `edge`: the side is dragged; `link`: an arrow is drawn from it. */
export type Grip = { row: number; part: 'bar' } | { row: number; part: 'edge' | 'link'; side: Side };

const EDGE = 5;
/** Bars narrower than this have no edges to hold: only their middle. */
const NARROW = 14;
/** The points for arrows stand beside the bar. */
export const LINK_NEAR = 3;
export const LINK_FAR = 13;

/** Left and right of what a row draws; a diamond for a milestone. */
export function spanOf({ model, scale }: Frame, row: number): BarSpan {
  if (model.columns.activities.kind[row] !== 'milestone') return barSpan(model, scale, row);
  const x = pointX(scale, model.finish[row] ?? 0);
  return { left: x - DIAMOND, right: x + DIAMOND };
}

/** What a press at a place would hold; null for nothing. The program's and a workstream's own bars hold nothing. */
export function gripAt(frame: Frame, x: number, y: number): Grip | null {
  const position = Math.floor(y / frame.rowHeight);
  const row = frame.view.rows[position] ?? -1;
  const kind = frame.model.columns.activities.kind[row];
  if (row < 0 || kind === 'program' || kind === 'workstream') return null;
  const { middle } = rowPlace(position, frame.rowHeight);
  if (Math.abs(y - middle) > BAR_HEIGHT / 2 + 3) return null;
  const { left, right } = spanOf(frame, row);
  if (x >= right + LINK_NEAR && x <= right + LINK_FAR) return { row, part: 'link', side: 'finish' };
  if (x <= left - LINK_NEAR && x >= left - LINK_FAR) return { row, part: 'link', side: 'start' };
  if (x < left - 1 || x > right + 2) return null;
  const wide = right - left >= NARROW && kind === 'task' && !hasChildren(frame.model, row);
  if (wide && x >= right - EDGE) return { row, part: 'edge', side: 'finish' };
  if (wide && x <= left + EDGE) return { row, part: 'edge', side: 'start' };
  return { row, part: 'bar' };
}

/** The end of a bar that an arrow would drop on. */
export function endUnder(frame: Frame, x: number, y: number): { row: number; side: Side } | null {
  const row = frame.view.rows[Math.floor(y / frame.rowHeight)] ?? -1;
  const kind = frame.model.columns.activities.kind[row];
  if (row < 0 || kind === 'program' || kind === 'workstream') return null;
  const { left, right } = spanOf(frame, row);
  if (x < left - LINK_FAR - 4 || x > right + LINK_FAR + 4) return null;
  return { row, side: x <= (left + right) / 2 ? 'start' : 'finish' };
}

const KINDS: Record<Side, Record<Side, LinkKind>> = {
  finish: { start: 'FS', finish: 'FF' },
  start: { start: 'SS', finish: 'SF' },
};

/** The kind of dependency that an arrow from one side to another is. */
export const kindOf = (from: Side, to: Side): LinkKind => KINDS[from][to];
