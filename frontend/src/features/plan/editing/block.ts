/** A block of texts laid over the grid: what it changes, what cannot be read, and what reaches beyond the last row. Pure. */
import type { RowPatch } from '@/api/types';
import type { PlanModel } from '@/lib/plan/data/model';
import type { MessageKey } from '@/lib/messages/en';
import type { ColumnId } from '@/features/plan/state/state';
import { cellText, readCell } from './cells';
import type { ActivityFields, PlanChange } from './changes';

export type Block = readonly (readonly string[])[];

/** A cell that cannot be read. `line` and `cell` are places in the block, from 0. */
export type BadCell = { line: number; cell: number; column: ColumnId; text: string; why: MessageKey };

export type Laid = {
  changes: PlanChange[];
  /** What the rows show until the server answers. */
  patches: RowPatch[];
  bad: BadCell[];
  /** Cells that are read. */
  good: number;
  /** Cells over columns that are computed, or that this kind of row lacks. */
  fixed: number;
  /** Lines that reach beyond the last row. */
  beyond: number;
  /** Cells to the right of the last column. */
  outside: number;
};

export type Target = {
  model: PlanModel;
  /** Rows from the first on, in display order. */
  rows: readonly number[];
  /** Columns from the first on, in display order. */
  columns: readonly ColumnId[];
};

/** Lays `block` over the target. With `add`, lines beyond the last row become new activities below it. */
export function layBlock({ model, rows, columns }: Target, block: Block, add: boolean): Laid {
  const laid: Laid = { changes: [], patches: [], bad: [], good: 0, fixed: 0, beyond: 0, outside: 0 };
  let last = model.columns.activities.id[rows.at(-1) ?? -1];
  block.forEach((cells, line) => {
    laid.outside += cells.slice(columns.length).filter((text) => text.trim() !== '').length;
    const row = rows[line];
    if (row !== undefined) layLine(laid, model, row, columns, cells, line);
    else if (cells.some((text) => text.trim() !== '')) {
      laid.beyond += 1;
      if (add) last = addLine(laid, model, columns, cells, line, last);
    }
  });
  return laid;
}

function layLine(
  laid: Laid,
  model: PlanModel,
  row: number,
  columns: readonly ColumnId[],
  cells: readonly string[],
  line: number,
): void {
  const fields: ActivityFields = {};
  const patch: Record<string, unknown> = {};
  cells.slice(0, columns.length).forEach((text, cell) => {
    const column = columns[cell] ?? 'name';
    const read = readCell(model, row, column, text);
    if (read.kind === 'bad') laid.bad.push({ line, cell, column, text, why: read.why });
    if (read.kind === 'fixed' && text.trim() !== cellText(model, row, column)) laid.fixed += 1;
    if (read.kind === 'links') {
      laid.good += 1;
      laid.changes.push(...read.changes);
    }
    if (read.kind !== 'change') return;
    laid.good += 1;
    Object.assign(fields, read.fields);
    Object.assign(patch, read.row);
  });
  const { id, version } = model.columns.activities;
  const code = id[row] ?? '';
  if (Object.keys(fields).length === 0) return;
  laid.changes.push({ do: 'set', id: code, version: version[row], fields });
  laid.patches.push({ ...patch, id: code });
}

/** A new activity below `after`; returns what the next one stands below. */
function addLine(
  laid: Laid,
  model: PlanModel,
  columns: readonly ColumnId[],
  cells: readonly string[],
  line: number,
  after: string | undefined,
): string | undefined {
  const name = columns.indexOf('name');
  const title = cells[name]?.trim() ?? '';
  if (title === '') {
    laid.bad.push({ line, cell: Math.max(0, name), column: 'name', text: title, why: 'plan.edit.noName' });
    return after;
  }
  const fields: ActivityFields & { title: string } = { title };
  const fresh = freshRow(model);
  cells.slice(0, columns.length).forEach((text, cell) => {
    const column = columns[cell] ?? 'name';
    if (text.trim() === '' || column === 'name') return;
    const read = readCell(fresh, 0, column, text);
    if (read.kind === 'bad') laid.bad.push({ line, cell, column, text, why: read.why });
    if (read.kind === 'fixed' || read.kind === 'links') laid.fixed += 1;
    if (read.kind === 'change') Object.assign(fields, read.fields);
  });
  const ref = `#${line}`;
  laid.good += Object.keys(fields).length;
  laid.changes.push({ do: 'add', ref, fields, ...(after === undefined ? {} : placeOf(model, after)) });
  return ref;
}

/** Beside an activity, or inside a workstream where that is the last row. */
function placeOf(model: PlanModel, after: string): { after: string } | { into: string } | object {
  const row = model.rowOf.get(after);
  const kind = row === undefined ? 'task' : model.columns.activities.kind[row];
  if (kind === 'program') return {};
  return kind === 'workstream' ? { into: after } : { after };
}

/** A plan of one activity that has nothing yet, to read the cells of a new row with. */
function freshRow(model: PlanModel): PlanModel {
  const activities = {
    ...model.columns.activities,
    kind: ['task' as const],
    title: [''],
    owner: [-1],
    team: [-1],
    calendar: [-1],
    low: [null],
    likely: [null],
    high: [null],
    deadline: [null],
    target: [null],
    commitment: [null],
    constraint: [null],
    constraint_at: [null],
    actual_start: [null],
    actual_finish: [null],
    remaining_days: [null],
    cost: [null],
    cost_per_day: [null],
    duration_days: [-1],
    elapsed: [false],
    progress: [-1],
  };
  return { ...model, columns: { ...model.columns, activities } };
}

/** The block with another text in one cell. */
export function corrected(block: Block, line: number, cell: number, text: string): string[][] {
  return block.map((cells, at) => cells.map((old, place) => (at === line && place === cell ? text : old)));
}

/** The texts of a range, for the clipboard. */
export function textsOf(model: PlanModel, rows: readonly number[], columns: readonly ColumnId[]): string[][] {
  return rows.map((row) => columns.map((column) => cellText(model, row, column)));
}

/** The first row of a range in each of its rows: what filling down means. A block of one line is laid as often as it fits. */
export function repeated(block: Block, rows: number, columns: number): Block {
  const [first = []] = block;
  const one = block.length === 1 && first.length === 1;
  if (one) return Array.from({ length: rows }, () => Array.from({ length: columns }, () => first[0] ?? ''));
  const times = rows > block.length && rows % block.length === 0 ? rows / block.length : 1;
  return Array.from({ length: times }, () => block).flat();
}
