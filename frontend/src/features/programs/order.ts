import type { ProgramRow, Status } from '@/api/types';

export type Sort = 'worst' | 'title' | 'target';
export const sorts: Sort[] = ['worst', 'title', 'target'];

const rank: Record<Status, number> = { off_track: 0, at_risk: 1, unknown: 3, on_track: 2, landed: 4 };
const LAST = '9999';

const byTitle = (a: ProgramRow, b: ProgramRow) => a.title.localeCompare(b.title);
const byTarget = (a: ProgramRow, b: ProgramRow) =>
  (a.final?.target ?? LAST).localeCompare(b.final?.target ?? LAST) || byTitle(a, b);
const byWorst = (a: ProgramRow, b: ProgramRow) =>
  rank[a.status.status] - rank[b.status.status] ||
  (b.final?.delta_days ?? 0) - (a.final?.delta_days ?? 0) ||
  byTitle(a, b);

const compare: Record<Sort, (a: ProgramRow, b: ProgramRow) => number> = {
  worst: byWorst,
  title: byTitle,
  target: byTarget,
};

export const ordered = (rows: readonly ProgramRow[], sort: Sort): ProgramRow[] =>
  rows.toSorted(compare[sort]);
