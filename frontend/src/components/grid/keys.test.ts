import { expect, test } from 'vitest';
import { gridMove, scrollInto } from './keys';

const press = (key: string, place = { column: -1, expandable: true, expanded: true }, ctrl = false) =>
  gridMove({ key, ctrl, alt: false, shift: false }, place, 20);
const cell = (column: number) => ({ column, expandable: true, expanded: true });

test('right expands, then steps into the cells; left goes back the same way', () => {
  expect(press('ArrowRight', { column: -1, expandable: true, expanded: false })).toEqual({ kind: 'expand' });
  expect(press('ArrowRight')).toEqual({ kind: 'column', to: 'first' });
  expect(press('ArrowRight', cell(2))).toEqual({ kind: 'column', to: 'next' });
  expect(press('ArrowLeft', cell(2))).toEqual({ kind: 'column', to: 'previous' });
  expect(press('ArrowLeft', cell(0))).toEqual({ kind: 'column', to: 'row' });
  expect(press('ArrowLeft')).toEqual({ kind: 'collapse' });
  expect(press('ArrowLeft', { column: -1, expandable: false, expanded: true })).toEqual({ kind: 'parent' });
});

test('home and end go by row or by cell; with Ctrl always by row', () => {
  expect(press('Home')).toEqual({ kind: 'edge', to: 'first' });
  expect(press('End', cell(1))).toEqual({ kind: 'column', to: 'last' });
  expect(press('End', cell(1), true)).toEqual({ kind: 'edge', to: 'last' });
});

test('pages move by what is in view; other keys and Alt are not the grid’s', () => {
  expect(press('PageDown')).toEqual({ kind: 'row', by: 20 });
  expect(press('w')).toBeNull();
  expect(gridMove({ key: 'ArrowDown', ctrl: false, alt: true, shift: false }, cell(0), 20)).toBeNull();
});

test('scrolling moves no further than it must', () => {
  expect(scrollInto(0, 28, 100, 300)).toBe(0);
  expect(scrollInto(500, 528, 100, 300)).toBe(228);
  expect(scrollInto(200, 228, 100, 300)).toBe(100);
});
