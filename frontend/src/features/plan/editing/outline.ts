/** Rows of the outline that verbs act on: the outermost of a selection, their neighbors, where a new row goes. Pure. */
import { ancestors } from '@/lib/plan/data/tree';
import type { PlanModel } from '@/lib/plan/data/model';
import type { PlanChange } from './changes';

export type Side = 'before' | 'after';

/** The rows without those below another of them. */
export function outermost(model: PlanModel, rows: readonly number[]): number[] {
  const chosen = new Set(rows);
  return rows.filter((row) => !ancestors(model.tree, row).some((above) => chosen.has(above)));
}

/** The row of the same group before the first of `rows`, or after the last; -1 where there is none. */
export function neighborOf(model: PlanModel, rows: readonly number[], side: Side): number {
  const { parent, end } = model.tree;
  const row = (side === 'before' ? rows[0] : rows.at(-1)) ?? -1;
  if (row < 0) return -1;
  const above = parent[row] ?? -1;
  const kind = (at: number): string => model.columns.activities.kind[at] ?? '';
  if (side === 'after') {
    const next = end[row] ?? -1;
    return next < (end[above] ?? model.count) && parent[next] === above && kind(next) !== 'workstream'
      ? next
      : -1;
  }
  for (let at = row - 1; at > above; at -= 1) {
    if (parent[at] === above) return kind(at) === 'workstream' ? -1 : at;
  }
  return -1;
}

/** Where a new row beside `row` stands; inside a workstream where the row is one. */
export function spotOf(
  model: PlanModel,
  row: number,
  side: Side,
): { after?: string; before?: string; into?: string } {
  const { id, kind } = model.columns.activities;
  const code = id[row];
  if (code === undefined || kind[row] === 'program') return {};
  if (kind[row] !== 'workstream') return { [side]: code };
  const first = row + 1;
  const filled = (model.tree.end[row] ?? first) > first;
  return filled ? { before: id[first] } : { into: code };
}

/** Each selected activity linked to the next, but for those that are linked already. Summaries are left out. */
export function firstToLast(model: PlanModel, rows: readonly number[]): PlanChange[] {
  const { id, kind } = model.columns.activities;
  const codes = rows.filter((row) => kind[row] !== 'summary').map((row) => id[row] ?? '');
  const known = new Set(model.columns.dependencies.id);
  return codes.slice(1).flatMap<PlanChange>((successor, at) => {
    const predecessor = codes[at] ?? '';
    if (known.has(`${predecessor}>${successor}:FS`)) return [];
    return [{ do: 'link', predecessor, successor, kind: 'FS', lag: '0d' }];
  });
}
