/** The columns of the list: what they show, and what typing in them sends. Pure. */
import type { ItemTable } from '@/api/types';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';

export type Column =
  'key' | 'title' | 'kind' | 'status' | 'assignee' | 'workstream' | 'points' | 'due' | 'done';
export const columns: readonly Column[] = [
  'key',
  'title',
  'kind',
  'status',
  'assignee',
  'workstream',
  'points',
  'due',
  'done',
];
export const editable: ReadonlySet<Column> = new Set<Column>([
  'title',
  'kind',
  'status',
  'assignee',
  'workstream',
  'points',
  'due',
]);
/** Ours whatever the item's home is. */
export const always: ReadonlySet<Column> = new Set<Column>(['workstream']);
export const figures: ReadonlySet<Column> = new Set<Column>(['points', 'due', 'done']);

/** What an editor of the column begins with. */
export function rawOf({ items }: ItemTable, at: number, column: Column): string {
  if (column === 'done') return '';
  const value = items[column][at];
  return value === null || value === undefined ? '' : String(value);
}

export function shownOf(table: ItemTable, at: number, column: Column): string {
  const raw = rawOf(table, at, column);
  if (raw === '') return '';
  if (column === 'due') return day(raw, { year: true });
  if (column === 'points') return number(Number(raw));
  if (column === 'workstream') return table.workstreams.find(({ id }) => id === raw)?.title ?? raw;
  return raw;
}

/** What was typed as the server takes it; undefined where it is no value of the column. */
export function sentOf(column: Column, text: string): string | number | null | undefined {
  const typed = text.trim();
  if (column === 'points') {
    if (typed === '') return null;
    const value = Number(typed.replace(',', '.'));
    return Number.isFinite(value) && value >= 0 ? value : undefined;
  }
  if (column === 'title' || column === 'status') return typed === '' ? undefined : typed;
  return typed || null;
}
