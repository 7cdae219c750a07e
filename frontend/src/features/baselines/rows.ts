import type { Rows } from './useBaselines';

export const shows = ['changed', 'milestones', 'critical', 'all'] as const;
export type Show = (typeof shows)[number];

export const figures = ['start_days', 'finish_days', 'duration_days', 'cost'] as const;
export type Figure = (typeof figures)[number];
export type SortKey = 'given' | 'title' | 'state' | 'finish_after' | Figure;
export type Sort = { by: SortKey; down: boolean };

const keeps: Record<Show, (rows: Rows, row: number) => boolean> = {
  changed: (rows, row) => rows.state[row] !== 'same',
  milestones: (rows, row) => rows.kind[row] === 'milestone',
  critical: (rows, row) => rows.critical[row] === true,
  all: () => true,
};

export const countOf = (rows: Rows, show: Show): number =>
  rows.id.reduce((count, _id, row) => count + (keeps[show](rows, row) ? 1 : 0), 0);

/** A figure, or null where the activity is on one side only. Money comes as text, which holds every digit. */
export function figureOf(rows: Rows, figure: Figure | 'finish_after', row: number): number | null {
  const value =
    figure === 'finish_after' ? (rows.finish_after[row] ?? rows.finish_before[row]) : rows[figure][row];
  return value === null || value === undefined ? null : Number(value);
}

/** What is not known stands last, whichever way the column is sorted. */
function byNumber(a: number | null, b: number | null, down: boolean): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return down ? b - a : a - b;
}

function order(rows: Rows, { by, down }: Sort): (a: number, b: number) => number {
  if (by === 'given') return (a, b) => a - b;
  if (by === 'title' || by === 'state') {
    const text = rows[by];
    const sign = down ? -1 : 1;
    return (a, b) => sign * (text[a] ?? '').localeCompare(text[b] ?? '') || a - b;
  }
  return (a, b) => byNumber(figureOf(rows, by, a), figureOf(rows, by, b), down) || a - b;
}

/** Places of the rows to show, in order. */
export function rowsOf(rows: Rows, show: Show, sort: Sort, text: string): number[] {
  const wanted = text.trim().toLowerCase();
  return rows.id
    .map((_id, row) => row)
    .filter((row) => keeps[show](rows, row))
    .filter((row) => wanted === '' || (rows.title[row] ?? '').toLowerCase().includes(wanted))
    .sort(order(rows, sort));
}

export type Span = { start: number; finish: number };

/** From the first start to the last finish of the shown rows, in minutes; a margin keeps the marks inside. */
export function spanOf(rows: Rows, shown: readonly number[]): Span {
  const known = (columns: readonly (readonly (number | null)[])[]) =>
    shown.flatMap((row) => columns.map((column) => column[row] ?? null)).filter((at) => at !== null);
  const start = known([rows.start_before, rows.start_after]).reduce((a, b) => Math.min(a, b), Infinity);
  const finish = known([rows.finish_before, rows.finish_after]).reduce((a, b) => Math.max(a, b), -Infinity);
  if (start > finish) return { start: 0, finish: 1 };
  const margin = Math.max((finish - start) * 0.02, 1440);
  return { start: start - margin, finish: finish + margin };
}
