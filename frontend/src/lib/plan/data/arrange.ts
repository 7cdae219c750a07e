/** The plan in another order than that of its outline: activities alone, sorted, below groups of their own. Pure. */
import type { PlanColumns } from './columns';
import type { PlanModel } from './model';

/** Which group each row is in (-1: the last one, of those in none), and what the groups are called, in order. */
export type Groups = { of: Int32Array; ids: readonly string[]; titles: readonly string[] };
export type Compare = (a: number, b: number) => number;

/** Columns in another order; `rowAt` is the place of each row of the outline, -1 where it is left out. */
export type Arranged = { columns: PlanColumns; rowAt: Int32Array };

/** What the id of a group begins with, and no activity's. */
export const GROUP = 'group:';
export const isGroupId = (id: string | undefined): boolean => id?.startsWith(GROUP) === true;

type Values = Record<string, unknown[]>;

/** Of a column of a group, where it is not computed from what is in the group. */
const EMPTY: Record<string, unknown> = {
  kind: 'workstream', wbs: '', workstream: -1, team: -1, owner: -1, calendar: -1, duration_days: 0, elapsed: false, free_float_days: 0, critical: false, driver: -1, driven_by: '', risks: '', note: '', version: 0,
}; // prettier-ignore

/**
 * Arranges a plan again and again: a column that did not change since is not copied again while the order is the same.
 */
export function arranger(): (model: PlanModel, groups: Groups | null, compare: Compare | null) => Arranged {
  let order: Int32Array = new Int32Array();
  let before: { from: Values; to: Values; rowAt: Int32Array } | null = null;
  return (model, groups, compare) => {
    const next = orderOf(model, groups, compare);
    if (before !== null && !same(order, next)) before = null;
    order = next;
    const from = model.columns.activities as unknown as Values;
    const rowAt = before?.rowAt ?? placesOf(order, model.count);
    const to: Values = {};
    for (const [name, values] of Object.entries(from)) {
      const known = before !== null && before.from[name] === values ? before.to[name] : undefined;
      to[name] = known ?? picked(order, values, EMPTY[name] ?? null);
    }
    if (groups !== null) headGroups(to, order, groups);
    else to.parent = constant(to.parent, order.length, -1);
    before = { from, to, rowAt };
    return { columns: arranged(model, to, rowAt), rowAt };
  };
}

/** Rows of the outline in their new order; a group's head is -1 less its number. */
function orderOf(model: PlanModel, groups: Groups | null, compare: Compare | null): Int32Array {
  const { kind } = model.columns.activities;
  const rows: number[] = [];
  for (let row = 0; row < model.count; row += 1) {
    if (kind[row] === 'task' || kind[row] === 'milestone') rows.push(row);
  }
  if (compare !== null) rows.sort((a, b) => compare(a, b) || a - b);
  if (groups === null) return Int32Array.from(rows);
  const inside: number[][] = groups.ids.map(() => []);
  for (const row of rows) inside[groups.of[row] ?? -1]?.push(row);
  return Int32Array.from(
    inside.flatMap((members, group) => (members.length === 0 ? [] : [-1 - group, ...members])),
  );
}

function placesOf(order: Int32Array, count: number): Int32Array {
  const rowAt = new Int32Array(count).fill(-1);
  order.forEach((row, place) => {
    if (row >= 0) rowAt[row] = place;
  });
  return rowAt;
}

const same = (a: Int32Array, b: Int32Array): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at]);

function picked(order: Int32Array, values: readonly unknown[], empty: unknown): unknown[] {
  const found = new Array<unknown>(order.length);
  for (let place = 0; place < order.length; place += 1) {
    const row = order[place] ?? -1;
    found[place] = row < 0 ? empty : values[row];
  }
  return found;
}

/** Kept as it is where it is so already: a tree that did not change is not built again. */
function constant(values: unknown[] | undefined, count: number, value: unknown): unknown[] {
  return values?.length === count && values.every((each) => each === value)
    ? values
    : new Array<unknown>(count).fill(value);
}

/** Parents, levels, and what the heads of groups say: first start, last finish, least float, progress by duration. */
function headGroups(to: Values, order: Int32Array, groups: Groups): void {
  const parent = new Array<unknown>(order.length).fill(-1);
  const level = new Array<unknown>(order.length).fill(1);
  for (const name of [
    'id',
    'title',
    'start',
    'finish',
    'late_start',
    'late_finish',
    'float_days',
    'progress',
  ])
    to[name] = [...(to[name] ?? [])];
  for (let head = 0; head < order.length;) {
    const group = -1 - (order[head] ?? 0);
    let end = head + 1;
    while (end < order.length && (order[end] ?? -1) >= 0) {
      parent[end] = head;
      level[end] = 2;
      end += 1;
    }
    const set = (name: string, value: unknown) => {
      (to[name] ?? [])[head] = value;
    };
    set('id', `${GROUP}${groups.ids[group] ?? ''}`);
    set('title', groups.titles[group] ?? '');
    const least = (name: string) => extreme(to[name] as number[], head + 1, end, Math.min);
    const most = (name: string) => extreme(to[name] as number[], head + 1, end, Math.max);
    set('start', least('start'));
    set('finish', most('finish'));
    set('late_start', least('late_start'));
    set('late_finish', most('late_finish'));
    set('float_days', least('float_days'));
    set('progress', progressOf(to, head + 1, end));
    head = end;
  }
  to.parent = parent;
  to.level = level;
}

function extreme(
  values: readonly number[],
  from: number,
  end: number,
  pick: (a: number, b: number) => number,
): number {
  let found = values[from] ?? 0;
  for (let at = from + 1; at < end; at += 1) found = pick(found, values[at] ?? 0);
  return found;
}

function progressOf(to: Values, from: number, end: number): number {
  let [done, whole] = [0, 0];
  for (let at = from; at < end; at += 1) {
    const days = Number(to.duration_days?.[at] ?? 0);
    done += days * Number(to.progress?.[at] ?? 0);
    whole += days;
  }
  return whole === 0 ? 0 : done / whole;
}

/** The rest of the plan with its rows told anew. Dependencies of rows that are left out name none. */
function arranged(model: PlanModel, activities: Values, rowAt: Int32Array): PlanColumns {
  const { columns } = model;
  const place = (row: number): number => (row < 0 ? row : (rowAt[row] ?? -1));
  return {
    ...columns,
    activities: activities as unknown as PlanColumns['activities'],
    final_path: columns.final_path.map(place).filter((row) => row >= 0),
    dependencies: {
      ...columns.dependencies,
      predecessor: columns.dependencies.predecessor.map(place),
      successor: columns.dependencies.successor.map(place),
    },
  };
}
