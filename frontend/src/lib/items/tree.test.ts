import { describe, expect, it } from 'vitest';
import { matches, rowsOf, treeOf } from './tree';
import type { Items, Row } from './tree';

function items(rows: [key: string, parent: string, category?: string, points?: number][]): Items {
  return {
    key: rows.map(([key]) => key),
    title: rows.map(([key]) => `<i>${key}</i> moor`),
    kind: rows.map(() => 'task'),
    status: rows.map(([, , category]) => category ?? 'todo'),
    category: rows.map(([, , category]) => category ?? 'todo'),
    assignee: rows.map(([key]) => (key === 'D' ? 'Ada' : '')),
    points: rows.map(([, , , points]) => points ?? null),
    parent: rows.map(([, parent]) => parent),
    workstream: rows.map(() => ''),
    service_class: rows.map(() => 'standard'),
  };
}

const given = items([
  ['A', ''],
  ['B', 'A', 'doing'],
  ['C', 'B', 'done', 3],
  ['D', 'B', 'todo', 5],
  ['E', 'A', 'done', 2],
  ['F', 'gone'],
]);
const shown = (rows: Row[]) =>
  rows.map((row) =>
    row.type === 'item' ? `${'.'.repeat(row.level - 1)}${given.key[row.at]}` : `#${row.id} ${row.count}`,
  );
const asked = { text: '', category: '', assignee: '', kind: '', workstream: '', blocked: null };

describe('the tree', () => {
  it('rolls up the ends below', () => {
    const { roll } = treeOf(given);
    expect(roll[0]).toEqual({ parts: 3, done: 2, points: 10, donePoints: 5 });
    expect(roll[1]).toEqual({ parts: 2, done: 1, points: 8, donePoints: 3 });
    expect(roll[5]?.parts).toBe(0);
  });
  it('breaks a circle, and loses nobody', () => {
    const round = items([
      ['A', 'C'],
      ['B', 'A'],
      ['C', 'B'],
      ['D', 'D'],
      ['E', 'B'],
    ]);
    const tree = treeOf(round);
    const rows = rowsOf(round, tree, null, 'tree', new Set());
    expect(rows.map((row) => (row.type === 'item' ? row.at : -1)).toSorted()).toEqual([0, 1, 2, 3, 4]);
  });
  it('shows parts under what they belong to, unless it is closed', () => {
    const tree = treeOf(given);
    expect(shown(rowsOf(given, tree, null, 'tree', new Set()))).toEqual(['A', '.B', '..C', '..D', '.E', 'F']);
    expect(shown(rowsOf(given, tree, null, 'tree', new Set(['B'])))).toEqual(['A', '.B', '.E', 'F']);
  });
  it('keeps the ancestors of what fits, and marks them', () => {
    const tree = treeOf(given);
    const rows = rowsOf(given, tree, matches(given, { ...asked, assignee: 'Ada' }), 'tree', new Set(['B']));
    expect(shown(rows)).toEqual(['A', '.B', '..D']);
    expect(rows.map((row) => row.type === 'item' && row.match)).toEqual([false, false, true]);
  });
  it('groups', () => {
    const tree = treeOf(given);
    const rows = rowsOf(given, tree, null, 'category' as 'status', new Set(['todo']));
    expect(shown(rows)).toEqual(['#doing 1', 'B', '#done 2', 'C', 'E', '#todo 3']);
  });
  it('asks for nothing', () => {
    expect(matches(given, asked)).toBeNull();
    expect([...(matches(given, { ...asked, text: 'E</I>' }) ?? [])]).toEqual([0, 0, 0, 0, 1, 0]);
    expect([...(matches(given, { ...asked, blocked: new Set(['B']) }) ?? [])]).toEqual([0, 1, 0, 0, 0, 0]);
  });
  it('takes 23,000 items in a chain or in a heap', () => {
    const rows = Array.from({ length: 23_000 }, (_, n): [string, string] => [
      `K${n}`,
      n === 0 ? '' : `K${n - 1}`,
    ]);
    const chain = items(rows);
    const started = performance.now();
    const tree = treeOf(chain);
    expect(rowsOf(chain, tree, null, 'tree', new Set())).toHaveLength(23_000);
    expect(tree.roll[0]?.parts).toBe(1);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
