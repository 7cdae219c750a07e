/** Bars that lie outside what is seen: a chevron at the edge behind which each is found. Pure. */
import { eachRow, marksOf, type Frame } from './frame';
import { spanOf } from './grip';
import { chevron } from './paths';

/** From the edge to the point of a chevron. */
const INSET = 5;
/** From the edge, where a press means the chevron. */
const REACH = 24;

/** The edge behind which all of a row's bar lies; null where some of it is seen, or it has none. */
export function edgeOf(frame: Frame, row: number): 'left' | 'right' | null {
  const { model, path, scale, window } = frame;
  const bare = model.columns.activities.kind[row] === 'task' && !marksOf(scale.zoom).everyBar;
  if (bare && !path.has(row)) return null;
  const { left, right } = spanOf(frame, row);
  if (right <= window.seenLeft) return 'left';
  return left >= window.seenRight ? 'right' : null;
}

/** The chevrons of the rows in the window, from the left edge of what is seen. */
export function beyondMarks(frame: Frame): string {
  const width = frame.window.seenRight - frame.window.seenLeft;
  let found = '';
  eachRow(frame, (row, { middle }) => {
    const edge = edgeOf(frame, row);
    if (edge !== null) found += chevron(edge === 'left' ? INSET : width - INSET, middle, edge);
  });
  return found;
}

/** The row whose chevron is at a place; -1 for none. */
export function beyondAt(frame: Frame, x: number, y: number): number {
  const row = frame.view.rows[Math.floor(y / frame.rowHeight)] ?? -1;
  if (row < 0) return -1;
  const edge = edgeOf(frame, row);
  const { seenLeft, seenRight } = frame.window;
  const away = edge === 'left' ? x - seenLeft : seenRight - x;
  return edge !== null && away >= 0 && away <= REACH ? row : -1;
}
