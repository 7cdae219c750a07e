/** The plan made ready for drawing: local minutes in typed arrays, the tree, the links of each row. Built once per edit. */
import { keeper, type Keep } from '@/lib/keep';
import { rowsById, type PlanColumns } from './columns';
import { buildTree, type Tree } from './tree';
import { DAY, dayOfIso, NONE, toLocal, zoneTable, type ZoneTable } from './zone';
import { workdayTable, type WorkdayTable } from './workdays';

export type PlanModel = {
  columns: PlanColumns;
  count: number;
  rowOf: ReadonlyMap<string, number>;
  zone: ZoneTable;
  tree: Tree;
  links: LinkTable;
  /** Working days of the program calendar. */
  workdays: WorkdayTable;
  /** Local minutes in the program's zone; NONE where there is no such instant. */
  start: Int32Array;
  finish: Int32Array;
  baselineStart: Int32Array;
  baselineFinish: Int32Array;
  p50: Int32Array;
  p85: Int32Array;
  deadline: Int32Array;
  /** Noon of the day. */
  commitment: Int32Array;
  /** Noon of the status date, NONE where the program has none. */
  statusLine: number;
  /** The status date, or else the plan's start: dates are told and shown from here. */
  near: number;
  /** First and last local minute that any mark of the plan stands on. */
  extent: readonly [number, number];
  finalRow: number;
  /** Quality findings of each activity, by id, where they are known. */
  findings?: Readonly<Record<string, number>>;
  /** The gate of each milestone that has one, by the milestone's id, where they are known. */
  gates?: ReadonlyMap<string, GateMark>;
};

/** What the plan shows of a gate: how it stands, and how many of its criteria are met. */
export type GateMark = {
  id: string;
  state: 'open' | 'ready' | 'refused' | 'conditional' | 'passed';
  met: number;
  total: number;
};

export const gateOf = (model: Pick<PlanModel, 'columns' | 'gates'>, row: number): GateMark | undefined =>
  model.gates?.get(model.columns.activities.id[row] ?? '');

/** Dependencies as arrays, with those into and out of each row (`into[intoAt[row]..intoAt[row + 1]]`). */
export type LinkTable = {
  count: number;
  from: Int32Array;
  to: Int32Array;
  intoAt: Int32Array;
  into: Int32Array;
  outAt: Int32Array;
  out: Int32Array;
};

const MARGIN = 400 * DAY;
/** The zone's table reaches to whole steps, so that a finish that moves a little leaves it as it is. */
const REACH = 366 * DAY;

export const buildModel = (columns: PlanColumns): PlanModel => modelBuilder()(columns);

/** Builds one model after another. What an edit left alone in the columns is taken over from the last one. */
export function modelBuilder(): (columns: PlanColumns) => PlanModel {
  const keep = keeper();
  return (columns) => build(columns, keep);
}

function build(columns: PlanColumns, keep: Keep): PlanModel {
  const rows = columns.activities;
  const { predecessor, successor } = columns.dependencies;
  const reach = [
    Math.floor((columns.start - MARGIN) / REACH) * REACH,
    Math.ceil((columns.finish + MARGIN) / REACH) * REACH,
  ] as const;
  const zone = keep('zone', [columns.zone, ...reach], () => zoneTable(columns.zone, ...reach));
  const near = columns.status_date === null ? toLocal(zone, columns.start) : noon(columns.status_date);
  const local = (name: LocalName): LocalColumn =>
    keep(name, [zone, rows[name]], () => localColumn(rows[name], (at) => toLocal(zone, at)));
  const start = local('start');
  const finish = local('finish');
  const baselineStart = local('baseline_start');
  const baselineFinish = local('baseline_finish');
  const p85 = local('p85');
  const deadline = local('deadline');
  const commitment = keep('commitment', [rows.commitment], () => localColumn(rows.commitment, noon));
  const marked = [start, finish, baselineStart, baselineFinish, p85, deadline, commitment];
  const low = Math.min(near, ...marked.map((column) => column.low));
  const high = Math.max(near, ...marked.map((column) => column.high));
  const rowOf = rowsById(rows.id);
  return {
    columns,
    count: rows.id.length,
    rowOf,
    zone,
    tree: keep('tree', [rows.parent], () => buildTree(rows.parent)),
    links: keep('links', [predecessor, successor, rows.id.length], () => linkTable(columns, rows.id.length)),
    workdays: keep('workdays', [columns.calendars, columns.start, columns.finish], () =>
      workdayTable(columns),
    ),
    start: start.values,
    finish: finish.values,
    baselineStart: baselineStart.values,
    baselineFinish: baselineFinish.values,
    p50: local('p50').values,
    p85: p85.values,
    deadline: deadline.values,
    commitment: commitment.values,
    statusLine: noon(columns.status_date),
    near,
    extent: keep('extent', [low, high], () => [low, high] as const),
    finalRow: columns.final === null ? -1 : (rowOf.get(columns.final) ?? -1),
  };
}

type LocalName = 'start' | 'finish' | 'baseline_start' | 'baseline_finish' | 'p50' | 'p85' | 'deadline';
type LocalColumn = { values: Int32Array; low: number; high: number };

function localColumn<T>(given: readonly (T | null)[], localOf: (value: T) => number): LocalColumn {
  const values = new Int32Array(given.length);
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < given.length; row += 1) {
    const value = given[row] ?? null;
    const at = value === null ? NONE : localOf(value);
    values[row] = at;
    if (at === NONE) continue;
    if (at < low) low = at;
    if (at > high) high = at;
  }
  return { values, low, high };
}

function noon(iso: string | null): number {
  return iso === null ? NONE : dayOfIso(iso) * DAY + DAY / 2;
}

function linkTable(columns: PlanColumns, rowCount: number): LinkTable {
  const from = Int32Array.from(columns.dependencies.predecessor);
  const to = Int32Array.from(columns.dependencies.successor);
  const into = grouped(to, rowCount);
  const out = grouped(from, rowCount);
  return { count: from.length, from, to, intoAt: into.at, into: into.items, outAt: out.at, out: out.items };
}

/** Indices grouped by key: those of key k are `items[at[k]..at[k + 1]]`. */
function grouped(keys: Int32Array, count: number): { at: Int32Array; items: Int32Array } {
  const at = new Int32Array(count + 1);
  for (const key of keys) at[key + 1] = (at[key + 1] ?? 0) + 1;
  for (let key = 0; key < count; key += 1) at[key + 1] = (at[key + 1] ?? 0) + (at[key] ?? 0);
  const next = at.slice();
  const items = new Int32Array(keys.length);
  keys.forEach((key, index) => {
    const slot = next[key] ?? 0;
    items[slot] = index;
    next[key] = slot + 1;
  });
  return { at, items };
}

export function linksInto(links: LinkTable, row: number): Int32Array {
  return links.into.subarray(links.intoAt[row], links.intoAt[row + 1]);
}

export function linksOut(links: LinkTable, row: number): Int32Array {
  return links.out.subarray(links.outAt[row], links.outAt[row + 1]);
}
