/** The plan made ready for drawing: local minutes in typed arrays, the tree, the links of each row. Built once per edit. */
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
  /** Noon of the status date, which is not "now". */
  /** Noon of the status date, NONE where the program has none. */
  statusLine: number;
  /** The status date, or else the plan's start: dates are told and shown from here. */
  near: number;
  finalRow: number;
  /** Quality findings of each activity, by id, where they are known. */
  findings?: Readonly<Record<string, number>>;
};

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

export function buildModel(columns: PlanColumns): PlanModel {
  const rows = columns.activities;
  const zone = zoneTable(columns.zone, columns.start - MARGIN, columns.finish + MARGIN);
  const local = (values: readonly (number | null)[]): Int32Array => localColumn(zone, values);
  const rowOf = rowsById(rows.id);
  return {
    columns,
    count: rows.id.length,
    rowOf,
    zone,
    tree: buildTree(rows.parent),
    links: linkTable(columns, rows.id.length),
    workdays: workdayTable(columns),
    start: local(rows.start),
    finish: local(rows.finish),
    baselineStart: local(rows.baseline_start),
    baselineFinish: local(rows.baseline_finish),
    p50: local(rows.p50),
    p85: local(rows.p85),
    deadline: local(rows.deadline),
    commitment: Int32Array.from(rows.commitment, noon),
    statusLine: noon(columns.status_date),
    near: columns.status_date === null ? toLocal(zone, columns.start) : noon(columns.status_date),
    finalRow: columns.final === null ? -1 : (rowOf.get(columns.final) ?? -1),
  };
}

function localColumn(zone: ZoneTable, values: readonly (number | null)[]): Int32Array {
  return Int32Array.from(values, (value) => (value === null ? NONE : toLocal(zone, value)));
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
