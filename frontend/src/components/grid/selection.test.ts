import { expect, test } from 'vitest';
import { extended, isMany, NO_SELECTION, rangeOf, toggled } from './selection';

// rows 5, 3, 4, 1 show in this order; 0 and 2 are filtered away
const shown = {
  rows: [5, 3, 4, 1],
  position: [-1, 3, -1, 1, 2, 0],
  rowOf: new Map(['a', 'b', 'c', 'd', 'e', 'f'].map((id, row) => [id, row])),
};
const at = (id: string, column = -1) => ({ id, column });

test('the focus alone is a selection of one', () => {
  const range = rangeOf(NO_SELECTION, at('d', 2), shown);
  expect(range).toEqual({ rows: [3], first: 2, last: 2 });
  expect(isMany(range)).toBe(false);
  expect(rangeOf(NO_SELECTION, null, shown).rows).toEqual([]);
  expect(rangeOf(NO_SELECTION, at('c'), shown).rows).toEqual([]);
});

test('a rectangle spans from the anchor to the focus in display order, whichever comes first', () => {
  const selection = extended(NO_SELECTION, at('e', 3));
  expect(rangeOf(selection, at('f', 1), shown)).toEqual({ rows: [5, 3, 4], first: 1, last: 3 });
  expect(rangeOf(extended(selection, at('b', 0)), at('b', 4), shown)).toEqual({
    rows: [4, 1],
    first: 3,
    last: 4,
  });
});

test('where one end is a whole row, whole rows are selected', () => {
  expect(rangeOf(extended(NO_SELECTION, at('d')), at('e', 2), shown)).toEqual({
    rows: [3, 4],
    first: -1,
    last: -1,
  });
});

test('rows are chosen and left out one by one', () => {
  const two = toggled('b', ['f']);
  expect(rangeOf(two, at('b'), shown).rows).toEqual([5, 1]);
  expect(rangeOf(toggled('f', [...two.extra]), at('b'), shown).rows).toEqual([1]);
});

test('an anchor that is filtered away leaves the focus', () => {
  expect(rangeOf(extended(NO_SELECTION, at('c', 0)), at('d', 2), shown)).toEqual({
    rows: [3],
    first: 2,
    last: 2,
  });
});

test('all is every row that shows', () => {
  expect(rangeOf({ ...NO_SELECTION, all: true }, at('d', 2), shown).rows).toEqual([5, 3, 4, 1]);
});
