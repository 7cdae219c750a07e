import { expect, test } from 'vitest';
import { firstSlots, nextSlots } from './slots';

const rows = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const plan = {};

test('rows that stay keep their elements, and only those that come get new ones', () => {
  const before = firstSlots(rows(0, 9), plan);
  const after = nextSlots(before, rows(2, 11), plan, null);
  expect(after.keys).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('rows that leave together hand their elements on in order, so that none moves in the document', () => {
  const before = firstSlots(rows(0, 9), plan);
  const after = nextSlots(before, rows(100, 111), plan, null);
  expect(after.keys).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(nextSlots(after, rows(103, 112), plan, null).keys).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('hands most elements on where a few rows stay', () => {
  const after = nextSlots(firstSlots(rows(0, 9), plan), rows(7, 16), plan, null);
  expect(after.keys).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('the row that may have the focus keeps its element, and no other is handed over it', () => {
  const before = firstSlots(rows(0, 9), plan);
  const away = nextSlots(before, [3, ...rows(100, 109)], plan, 3);
  expect(away.keys).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  const back = nextSlots(away, rows(0, 9), plan, 3);
  expect(back.keys[3]).toBe(3);
  expect(back.keys.slice(0, 3).every((key) => key > 13)).toBe(true);
  expect(new Set(back.keys).size).toBe(10);
});

test('another order of the rows hands nothing on', () => {
  const before = firstSlots(rows(0, 9), plan);
  const after = nextSlots(before, [5, 20, 2, 21], {}, null);
  expect(after.keys).toEqual([5, 10, 2, 11]);
});
