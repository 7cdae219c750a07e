import { expect, test } from 'vitest';
import { at, sample, sampleColumns, MONDAY } from '@/lib/plan/testing/sample';
import { allBefore, chainAround, chainTo, drivingRow, nextDriven } from './chain';
import { patchColumns, rowsById } from './columns';
import { countActivities, filterMask, NO_FILTER, type PlanFilter } from './filter';
import { modelBuilder } from './model';
import { flatten } from './tree';
import { workingDaysBetween } from './workdays';

const rows = [
  { id: 'p', kind: 'program' as const, from: 0, to: 20 },
  { id: 'a', parent: 'p', from: 0, to: 1, team: 0, owner: 0 },
  { id: 's', kind: 'summary' as const, parent: 'p', from: 2, to: 9 },
  { id: 'b', parent: 's', from: 2, to: 3, critical: true, team: 1, risks: 'R-07' },
  { id: 'c', parent: 's', from: 4, to: 9, title: 'Déjà vu', wbs: '2.2' },
  { id: 'm', kind: 'milestone' as const, parent: 'p', from: 9, to: 9 },
  { id: 'x', parent: 'p', from: 0, to: 2 },
];
const links = [
  { from: 'a', to: 'b', driving: true },
  { from: 's', to: 'm', driving: true },
  { from: 'b', to: 'c', driving: true },
  { from: 'x', to: 'c' },
];
const model = sample(rows, links);
const ids = (found: Iterable<number>): string[] => [...found].map((row) => rows[row]?.id ?? '?');
const kept = (filter: Partial<PlanFilter>): string[] => {
  const mask = filterMask(model, { ...NO_FILTER, ...filter });
  return ids(flatten(model.tree, new Set(), mask).rows);
};

test('the driving chain goes through the activity that ends a summary', () => {
  expect(ids(chainTo(model, 5))).toEqual(['a', 'b', 'c', 'm']);
  expect(drivingRow(model, 1)).toBe(-1);
});

test('the model after an edit takes over what stayed, and is what a new one would be', () => {
  const build = modelBuilder();
  const columns = sampleColumns(rows, links);
  const first = build(columns);
  const edited = patchColumns(columns, rowsById(columns.activities.id), [
    { id: 'c', finish: at(30, 17), critical: true, deadline: at(40, 17) },
  ]);
  const second = build(edited);
  expect(second).toEqual(modelBuilder()(edited));
  expect(second.extent[1]).toBe(at(40, 17));
  expect(second.finish[4]).toBe(at(30, 17));
  for (const name of ['tree', 'links', 'rowOf', 'zone', 'start'] as const)
    expect(second[name]).toBe(first[name]);
  const moved = { ...edited, zone: 'Europe/Berlin' };
  expect(build(moved)).toEqual(modelBuilder()(moved));
  expect(build(moved).start).not.toEqual(first.start);
});

test('a chain in a circle ends', () => {
  const round = sample(rows.slice(0, 4), [
    { from: 'a', to: 'b', driving: true },
    { from: 'b', to: 'a', driving: true },
  ]);
  expect(chainTo(round, 3)).toHaveLength(2);
});

test('walking forwards prefers the shown path', () => {
  expect(ids([nextDriven(model, 1, new Set([3]))])).toEqual(['b']);
  expect(nextDriven(model, 5, new Set())).toBe(-1);
  expect(ids(chainAround(model, 3)).sort()).toEqual(['a', 'b', 'c']);
});

test('a milestone waits for all that leads to it, also through summaries', () => {
  expect(ids(allBefore(model, 5)).sort()).toEqual(['a', 'b', 'c', 'm', 's', 'x']);
});

test('no filter keeps all; each filter keeps what passes and its ancestors', () => {
  expect(filterMask(model, NO_FILTER)).toBeNull();
  expect(kept({ team: 'b' })).toEqual(['p', 's', 'b']);
  expect(kept({ critical: 'only' })).toEqual(['p', 's', 'b']);
  expect(kept({ team: 'gone' })).toEqual([]);
  expect(kept({ path: { milestone: 'm', scope: 'driving' } })).toEqual(['p', 'a', 's', 'b', 'c', 'm']);
  expect(kept({ path: { milestone: '*', scope: 'all' } })).toEqual(['p', 'a', 's', 'b', 'c', 'm', 'x']);
});

test('a row that was edited stays, with its ancestors, though it passes no longer', () => {
  const mask = filterMask(model, { ...NO_FILTER, text: 'oskar' }, new Set(['c', 'gone']));
  expect(ids(flatten(model.tree, new Set(), mask).rows)).toEqual(['p', 'a', 's', 'c']);
});

test('finding ignores case and accents, and looks at id, number, risk and owner', () => {
  expect(kept({ text: 'DEJA' })).toEqual(['p', 's', 'c']);
  expect(kept({ text: 'r-07' })).toEqual(['p', 's', 'b']);
  expect(kept({ text: '2.2' })).toEqual(['p', 's', 'c']);
  expect(kept({ text: 'oskar' })).toEqual(['p', 'a']);
  expect(kept({ text: 'oskar', team: 'b' })).toEqual([]);
});

test('the count leaves out program and workstreams', () => {
  const view = flatten(model.tree, new Set(), filterMask(model, { ...NO_FILTER, team: 'b' }));
  expect(countActivities(model, view)).toEqual({ shown: 2, total: 6 });
});

test('a patch copies only the columns that change, and moves the driving marks', () => {
  const before = sampleColumns(rows, links);
  const after = patchColumns(before, rowsById(before.activities.id), [
    { id: 'c', finish: at(12, 17), driver: 3 },
    { id: 'gone', finish: 1 },
    { id: 'a', nonsense: 1, title: 'a' },
  ]);
  expect(after.activities.finish[4]).toBe(at(12, 17));
  expect(before.activities.finish[4]).toBe(at(9, 17));
  expect(after.activities.title).toBe(before.activities.title);
  expect(after.activities).not.toHaveProperty('nonsense');
  expect(after.dependencies.driving).toEqual([true, true, false, true]);
});

test('working days leave out weekends, are signed, and go on outside the calendar', () => {
  expect(workingDaysBetween(model.workdays, MONDAY, MONDAY + 4)).toBe(4);
  expect(workingDaysBetween(model.workdays, MONDAY, MONDAY + 7)).toBe(5);
  expect(workingDaysBetween(model.workdays, MONDAY + 7, MONDAY)).toBe(-5);
  expect(workingDaysBetween(model.workdays, MONDAY + 7 * 300, MONDAY + 7 * 301)).toBe(5);
});
