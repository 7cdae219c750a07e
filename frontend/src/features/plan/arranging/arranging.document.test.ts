import { expect, test } from 'vitest';
import { arranger } from '@/lib/plan/data/arrange';
import { buildModel, type PlanModel } from '@/lib/plan/data/model';
import { at, MONDAY, sample } from '@/lib/plan/testing/sample';
import { dayWords } from '@/lib/plan/words/days';
import { fromSearch, toSearch, viewSearch } from '@/features/plan/state/url';
import { sortedBy, type Grouping, type Ordering } from '@/features/plan/state/ordering';
import { START } from '@/features/plan/state/state';
import { compareBy, groupsOf } from './order';

const words = dayWords(MONDAY);
const plan = sample(
  [
    { id: 's', kind: 'summary', from: 0, to: 20 },
    { id: 'b', parent: 's', from: 4, to: 9, owner: 0, duration_days: 4, progress: 0.5, deadline: at(30, 17) },
    { id: 'a', parent: 's', from: 0, to: 4, owner: -1, duration_days: 12, progress: 1 },
    { id: 'm', kind: 'milestone', from: 9, to: 9, owner: 0 },
  ],
  [
    { from: 's', to: 'm' },
    { from: 'a', to: 'b', driving: true },
  ],
);

function order(model: PlanModel, { group, sort }: Ordering) {
  return arranger()(
    model,
    group === null ? null : groupsOf(model, group),
    sort === null ? null : compareBy(model, sort, words),
  );
}
const ids = (ordering: Ordering) => order(plan, ordering).columns.activities.id;
const by = (column: 'name' | 'duration' | 'deadline' | 'finish', down = false): Ordering => ({
  group: null,
  sort: { column, down },
});

test('activities alone are sorted, and what has no value stands last both ways', () => {
  expect(ids(by('name'))).toEqual(['a', 'b', 'm']);
  expect(ids(by('name', true))).toEqual(['m', 'b', 'a']);
  expect(ids(by('duration'))).toEqual(['b', 'a', 'm']);
  expect(ids(by('duration', true))).toEqual(['a', 'b', 'm']);
  expect(ids(by('deadline'))).toEqual(['b', 'a', 'm']);
  expect(ids(by('deadline', true))).toEqual(['b', 'a', 'm']);
});

test('groups stand above their rows with what they hold', () => {
  const { columns, rowAt } = order(plan, { group: 'owner', sort: { column: 'name', down: true } });
  const rows = columns.activities;
  expect(rows.id).toEqual([`group:${plan.columns.people[0]?.id ?? ''}`, 'm', 'b', 'group:', 'a']);
  expect(rows.parent).toEqual([-1, 0, 0, -1, 3]);
  expect([...rowAt]).toEqual([-1, 2, 4, 1]);
  expect(rows.start[0]).toBe(plan.columns.activities.start[1]);
  expect(rows.finish[0]).toBe(plan.columns.activities.finish[3]);
  expect(rows.progress[3]).toBe(1);
});

test.each<[Grouping, string[]]>([
  ['status', ['group:doing', 'b', 'group:todo', 'm', 'group:done', 'a']],
  ['month', ['group:2026-9', 'b', 'a', 'm']],
  ['team', ['group:', 'b', 'a', 'm']],
])('grouped by %s', (group, expected) => {
  expect(ids({ group, sort: null })).toEqual(expected);
});

test('dependencies follow their rows; those of summaries name none', () => {
  const { columns } = order(plan, by('name'));
  expect(columns.dependencies.predecessor).toEqual([-1, 0]);
  expect(columns.dependencies.successor).toEqual([2, 1]);
  expect(buildModel(columns).links.count).toBe(2);
});

test('a column that did not change is not copied again', () => {
  const arrange = arranger();
  const compare = compareBy(plan, { column: 'name', down: false }, words);
  const first = arrange(plan, null, compare).columns.activities;
  const edited = { ...plan, columns: { ...plan.columns, activities: { ...plan.columns.activities, note: ['', 'x', '', ''] } } }; // prettier-ignore
  const second = arrange(edited, null, compare).columns.activities;
  expect(second.title).toBe(first.title);
  expect(second.parent).toBe(first.parent);
  expect(second.note).toEqual(['', 'x', '']);
});

test('ten thousand rows are arranged in a moment', () => {
  const many = sample(
    Array.from({ length: 10_000 }, (_, n) => ({ id: `t${n}`, from: n % 300, to: (n % 300) + 5 })),
  );
  const begin = performance.now();
  order(many, { group: 'month', sort: { column: 'finish', down: true } });
  expect(performance.now() - begin).toBeLessThan(1500);
});

test('the order is in the address and in saved views, and one act brings the outline back', () => {
  const state = { ...START, ordering: { group: 'team', sort: { column: 'finish', down: true } } as Ordering };
  expect(toSearch(state).get('sort')).toBe('-finish');
  expect(viewSearch(state)).toContain('group=team');
  expect(fromSearch(toSearch(state)).ordering).toEqual(state.ordering);
  expect(fromSearch(new URLSearchParams('sort=-nothing&group=moon')).ordering).toEqual(START.ordering);
});

test('by a column, the other way round, and as before', () => {
  const once = sortedBy(START.ordering, 'finish');
  const twice = sortedBy(once, 'finish');
  expect([once.sort?.down, twice.sort?.down, sortedBy(twice, 'finish').sort]).toEqual([false, true, null]);
});
