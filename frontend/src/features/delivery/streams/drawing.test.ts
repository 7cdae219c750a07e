import { describe, expect, it } from 'vitest';
import type { Step } from '@/features/delivery/types';
import { arcs, boxes } from './drawing';

const step = (state: string, share: number): Step => ({
  state,
  kind: 'work',
  chosen: false,
  items: 1,
  now: 0,
  days: 1,
  share,
  percentiles: {},
});

describe('the drawing of a stream', () => {
  const placed = boxes([step('A', 0.75), step('B', 0.25), step('C', 0)], 600);

  it('fills its width and gives each step room by its share', () => {
    const [a, b, c] = placed;
    const last = c ?? { x: 0, width: 0 };
    expect(last.x + last.width).toBeCloseTo(600);
    expect(last.width).toBe(56);
    expect(((a?.width ?? 0) - 56) / ((b?.width ?? 0) - 56)).toBeCloseTo(3);
  });

  it('keeps steps apart where nothing is known or the place is narrow', () => {
    const narrow = boxes([step('A', 0), step('B', 0)], 50);
    expect(narrow.map(({ x, width }) => [x, width])).toEqual([
      [0, 56],
      [62, 56],
    ]);
  });

  it('draws the ways back between known steps only', () => {
    const back = { source: 'B', target: 'A', times: 2, items: 1 };
    const found = arcs(placed, [back, { ...back, target: 'gone' }]);
    expect(found.map(({ from, to }) => from > to)).toEqual([true]);
  });
});
