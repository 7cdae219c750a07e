import type { MilestoneRow, Status } from '@/api/types';

/** So many milestones stand in order of their dates; of more, the worst come first and the rest on demand. */
export const FEW = 25;

const rank: Record<Status, number> = { off_track: 0, at_risk: 1, on_track: 2, unknown: 3, landed: 4 };

/** Off track first; among equals the one that is furthest behind its target, then the earliest. */
export const worstFirst = (rows: readonly MilestoneRow[]): MilestoneRow[] =>
  rows.toSorted(
    (a, b) =>
      rank[a.status.status] - rank[b.status.status] ||
      (b.vs_target_days ?? 0) - (a.vs_target_days ?? 0) ||
      (a.plan ?? '').localeCompare(b.plan ?? ''),
  );

/** What the card shows of `rows` when `count` rows are asked for. */
export const shownOf = (rows: readonly MilestoneRow[], count: number): readonly MilestoneRow[] =>
  rows.length <= FEW ? rows : worstFirst(rows).slice(0, count);
