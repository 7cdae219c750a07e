/** Lines over a chart whose labels must not cover each other. Pure. */
export type Mark = { kind: 'plan' | 'target' | 'commitment' | 'p50' | 'p85'; when: string; text: string };
export type Placed = Mark & { place: number; row: number; anchor: 'start' | 'middle' | 'end' };

const LETTER_PX = 5.8;
const GAP_PX = 10;

function spanOf(place: number, size: number, width: number): [number, number, Placed['anchor']] {
  if (place - size / 2 < 0) return [place, place + size, 'start'];
  if (place + size / 2 > width) return [place - size, place, 'end'];
  return [place - size / 2, place + size / 2, 'middle'];
}

/** Each mark in the lowest row above the chart in which its label is free; at most `rows`, the last takes the rest. */
export function stacked(
  marks: readonly Mark[],
  x: (when: string) => number,
  width: number,
  rows = 3,
): Placed[] {
  const free = Array.from({ length: rows }, () => -Infinity);
  return marks
    .map((mark) => ({ ...mark, place: x(mark.when) }))
    .toSorted((a, b) => a.place - b.place)
    .map((mark) => {
      const [left, right, anchor] = spanOf(mark.place, mark.text.length * LETTER_PX, width);
      const found = free.findLastIndex((until) => until <= left);
      const row = found < 0 ? free.indexOf(Math.min(...free)) : found;
      free[row] = right + GAP_PX;
      return { ...mark, row, anchor };
    });
}
