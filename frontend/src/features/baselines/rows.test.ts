import { describe, expect, test } from 'vitest';
import { countOf, rowsOf, spanOf } from './rows';
import type { Rows } from './useBaselines';

const rows: Rows = {
  id: ['ga', 'build', 'audit', 'docs', 'pilot'],
  title: ['GA', 'Build', 'Audit', 'Docs', 'Pilot'],
  kind: ['milestone', 'task', 'task', 'task', 'task'],
  state: ['changed', 'changed', 'added', 'same', 'removed'],
  critical: [true, true, false, false, false],
  start_before: [1000, 500, null, 100, 50],
  start_after: [1200, 500, 300, 100, null],
  finish_before: [1000, 900, null, 200, 80],
  finish_after: [1200, 1100, 400, 200, null],
  start_days: [2, 0, null, 0, null],
  finish_days: [2, 3, null, 0, null],
  duration_days: [0, 3, null, 0, null],
  cost: [null, '12.50', null, null, null],
};
const given = { by: 'given', down: false } as const;
const ids = (places: number[]) => places.map((row) => rows.id[row]);

describe('rows of a comparison', () => {
  test('are kept by what became of them, and in the order that the server gives', () => {
    expect(ids(rowsOf(rows, 'changed', given, ''))).toEqual(['ga', 'build', 'audit', 'pilot']);
    expect(ids(rowsOf(rows, 'milestones', given, ''))).toEqual(['ga']);
    expect(ids(rowsOf(rows, 'critical', given, ' BUI '))).toEqual(['build']);
    expect(countOf(rows, 'all')).toBe(5);
  });

  test('are sorted by figures, what is on one side only last either way', () => {
    expect(ids(rowsOf(rows, 'all', { by: 'finish_days', down: true }, ''))).toEqual([
      'build',
      'ga',
      'docs',
      'audit',
      'pilot',
    ]);
    expect(ids(rowsOf(rows, 'all', { by: 'finish_days', down: false }, ''))[0]).toBe('docs');
    expect(ids(rowsOf(rows, 'all', { by: 'cost', down: false }, ''))[0]).toBe('build');
  });

  test('an activity that is gone is placed by the finish that it had', () => {
    expect(ids(rowsOf(rows, 'all', { by: 'finish_after', down: false }, ''))).toEqual([
      'pilot',
      'docs',
      'audit',
      'build',
      'ga',
    ]);
  });

  test('the axis holds both sides of every row', () => {
    const { start, finish } = spanOf(rows, [0, 1, 2, 3, 4]);
    expect(start).toBeLessThan(50);
    expect(finish).toBeGreaterThan(1200);
    expect(spanOf(rows, [])).toEqual({ start: 0, finish: 1 });
  });
});
