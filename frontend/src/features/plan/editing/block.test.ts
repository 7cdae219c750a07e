import { expect, test } from 'vitest';
import { sample } from '@/lib/plan/testing/sample';
import { corrected, layBlock, repeated, textsOf, type Target } from './block';
import { readCell } from './cells';

const model = sample([
  { id: 'a', title: 'Design', from: 0, to: 4 },
  { id: 'b', title: 'Build', from: 5, to: 9, version: 3, owner: 0, progress: 0.5 },
  { id: 'm', title: 'Done', kind: 'milestone', from: 9, to: 9 },
]);
const target = (rows: number[], ...columns: Target['columns'][number][]): Target => ({
  model,
  rows,
  columns,
});

test('a block changes rows, one change each, with the version that was read', () => {
  const laid = layBlock(target([0, 1], 'name', 'owner', 'duration'), [['Draw', 'Oskár Lind', '3d'], ['Build', '', '2w']], false); // prettier-ignore
  expect(laid.changes).toEqual([
    { do: 'set', id: 'a', version: 1, fields: { title: 'Draw', owner: 'ol', duration: '3d' } },
    { do: 'set', id: 'b', version: 3, fields: { owner: null, duration: '2w' } },
  ]);
  expect(laid.patches[0]).toEqual({ id: 'a', title: 'Draw', owner: 0, duration_days: 3 });
  expect(laid.bad).toEqual([]);
});

test('people are found by name, part of it or id; whoever is not known is refused', () => {
  const owner = (text: string) => readCell(model, 0, 'owner', text);
  expect(owner('oskar lind')).toMatchObject({ fields: { owner: 'ol' } });
  expect(owner('Lind')).toMatchObject({ fields: { owner: 'ol' } });
  expect(owner('ol')).toMatchObject({ fields: { owner: 'ol' } });
  expect(owner('Somebody')).toEqual({ kind: 'bad', why: 'plan.edit.nobody' });
});

test('what cannot be read is told by its place, and the rest stands', () => {
  const laid = layBlock(
    target([0, 1], 'duration', 'progress'),
    [
      ['soon', '20%'],
      ['1.234,5', '120'],
    ],
    false,
  );
  expect(laid.bad.map(({ line, cell, why }) => [line, cell, why])).toEqual([
    [0, 0, 'plan.edit.badDuration'],
    [1, 0, 'plan.edit.badDuration'],
    [1, 1, 'plan.edit.badPercent'],
  ]);
  expect(laid.changes).toEqual([{ do: 'set', id: 'a', version: 1, fields: { progress: 0.2 } }]);
});

test('computed cells are left out and counted, unless they hold what is there', () => {
  const laid = layBlock(target([0], 'name', 'start', 'float'), [['Design', '2026-09-07', '3']], false);
  expect([laid.fixed, laid.changes.length]).toEqual([1, 0]);
  expect(layBlock(target([2], 'duration'), [['3d']], false).fixed).toBe(1);
});

test('lines beyond the last row are offered, and added below one another', () => {
  const block = [['Done'], ['Ship', '2d'], ['', ''], ['Rest', '1d', 'Lind', 'more']];
  expect(layBlock(target([2], 'name', 'duration', 'owner'), block, false)).toMatchObject({ beyond: 2, outside: 1, changes: [] }); // prettier-ignore
  const laid = layBlock(target([2], 'name', 'duration', 'owner'), block, true);
  expect(laid.changes).toEqual([
    { do: 'add', ref: '#1', after: 'm', fields: { title: 'Ship', duration: '2d' } },
    { do: 'add', ref: '#3', after: '#1', fields: { title: 'Rest', duration: '1d', owner: 'ol' } },
  ]);
});

test('a new row needs a name', () => {
  const laid = layBlock(
    target([2], 'duration', 'name'),
    [
      ['', 'Done'],
      ['2d', ''],
    ],
    true,
  );
  expect(laid.bad).toEqual([{ line: 1, cell: 1, column: 'name', text: '', why: 'plan.edit.noName' }]);
});

test('one cell fills a range, one line each row, and other blocks as often as they fit', () => {
  expect(repeated([['x']], 2, 2)).toEqual([['x', 'x'], ['x', 'x']]); // prettier-ignore
  expect(repeated([['a', 'b']], 2, 2)).toEqual([['a', 'b'], ['a', 'b']]); // prettier-ignore
  expect(repeated([['a'], ['b']], 3, 1)).toEqual([['a'], ['b']]);
});

test('what is copied is read back as no change', () => {
  const columns = ['wbs', 'name', 'owner', 'duration', 'start', 'finish', 'progress'] as const;
  const laid = layBlock(target([0, 1, 2], ...columns), textsOf(model, [0, 1, 2], columns), false);
  expect([laid.changes, laid.bad, laid.fixed]).toEqual([[], [], 0]);
});

test('a bad cell is corrected in place', () => {
  expect(corrected([['a', 'b'], ['c']], 0, 1, 'x')).toEqual([['a', 'x'], ['c']]);
});

test('a typed start is a constraint, or the actual start of what has begun', () => {
  expect(readCell(model, 0, 'start', '9 Sep', true)).toMatchObject({
    fields: { constraint: 'start_no_earlier_than', constraint_at: '2026-09-09' },
  });
  expect(readCell(model, 1, 'start', '2026-09-09', true)).toMatchObject({
    fields: { actual_start: '2026-09-09' },
  });
  expect(readCell(model, 0, 'start', '09/10/2026', true)).toEqual({ kind: 'bad', why: 'plan.edit.badDay' });
});
