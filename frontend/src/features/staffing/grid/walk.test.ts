import { describe, expect, it } from 'vitest';
import { walked } from './walk';

const from = { row: 3, column: 2 };

describe('walking in a grid', () => {
  it.each([
    ['ArrowRight', { row: 3, column: 3 }],
    ['ArrowLeft', { row: 3, column: 1 }],
    ['ArrowDown', { row: 4, column: 2 }],
    ['PageDown', { row: 4, column: 2 }],
    ['PageUp', { row: 0, column: 2 }],
    ['Home', { row: 3, column: 0 }],
    ['End', { row: 3, column: 3 }],
  ])('%s leads to the next cell and not over the edge', (key, expected) => {
    expect(walked(key, false, from, 5, 4)).toEqual(expected);
  });

  it('leads to the corners with Control', () => {
    expect(walked('Home', true, from, 5, 4)).toEqual({ row: 0, column: 0 });
    expect(walked('End', true, from, 5, 4)).toEqual({ row: 4, column: 3 });
  });

  it('leaves other keys alone', () => {
    expect(walked('a', false, from, 5, 4)).toBeNull();
  });
});
