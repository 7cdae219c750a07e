import { expect, test } from 'vitest';
import { sample } from '@/lib/plan/testing/sample';
import { firstToLast, neighborOf, outermost, spotOf } from './outline';

const model = sample(
  [
    { id: 'p', kind: 'program', from: 0, to: 9 },
    { id: 'ws:w', kind: 'workstream', parent: 'p', from: 0, to: 9 },
    { id: 's', kind: 'summary', parent: 'ws:w', from: 0, to: 4 },
    { id: 'a', parent: 's', from: 0, to: 1 },
    { id: 'b', parent: 's', from: 2, to: 3 },
    { id: 'c', parent: 'ws:w', from: 5, to: 6 },
    { id: 'ws:e', kind: 'workstream', parent: 'p', from: 0, to: 9 },
    { id: 'm', kind: 'milestone', parent: 'p', from: 9, to: 9 },
  ],
  [{ from: 'a', to: 'b' }],
);
const row = (id: string): number => model.rowOf.get(id) ?? -1;

test('verbs act on the outermost of the selected rows', () => {
  expect(outermost(model, [2, 3, 4, 5].slice())).toEqual([row('s'), row('c')]);
  expect(outermost(model, [row('a'), row('b')])).toEqual([row('a'), row('b')]);
});

test('neighbors are of the same group, and never workstreams', () => {
  expect(neighborOf(model, [row('b')], 'before')).toBe(row('a'));
  expect(neighborOf(model, [row('b')], 'after')).toBe(-1);
  expect(neighborOf(model, [row('c')], 'before')).toBe(row('s'));
  expect(neighborOf(model, [row('s')], 'after')).toBe(row('c'));
  expect(neighborOf(model, [row('s')], 'before')).toBe(-1);
  expect(neighborOf(model, [row('m')], 'before')).toBe(-1);
});

test('a new row goes beside an activity, first into a workstream, and last where nothing is selected', () => {
  expect(spotOf(model, row('a'), 'after')).toEqual({ after: 'a' });
  expect(spotOf(model, row('ws:w'), 'after')).toEqual({ before: 's' });
  expect(spotOf(model, row('ws:e'), 'before')).toEqual({ into: 'ws:e' });
  expect(spotOf(model, -1, 'after')).toEqual({});
});

test('a chain links what is not linked yet', () => {
  expect(firstToLast(model, [row('s'), row('a'), row('b'), row('c')])).toEqual([
    { do: 'link', predecessor: 'b', successor: 'c', kind: 'FS', lag: '0d' },
  ]);
});
