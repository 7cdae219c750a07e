/** Which version of a row a write is sent with, so that it never goes over what somebody else saved meanwhile. Pure. */
import type { Edit, PlanColumns } from '@/api/types';
import { rowsById } from '@/lib/plan/data/columns';
import type { PlanChange } from './changes';

/** The version a row had when the reader began, or a later one that the reader's own saves made. */
export function raised(
  own: ReadonlyMap<string, number>,
  id: string,
  seen: number | undefined,
): number | undefined {
  return seen === undefined ? undefined : Math.max(seen, own.get(id) ?? 0);
}

/** Keeps the versions that the reader's own change made of these rows. */
export function remember(own: Map<string, number>, edit: Edit, ids: string[]): void {
  const changed = new Set(ids);
  for (const { id, version } of edit.rows)
    if (typeof version === 'number' && changed.has(id)) own.set(id, version);
}

/** Keeps the versions that the reader's undo or redo made. */
export function rememberStep(own: Map<string, number>, before?: PlanColumns, after?: PlanColumns): void {
  const was = rowsById(before?.activities.id ?? []);
  after?.activities.id.forEach((id, row) => {
    const version = after.activities.version[row] ?? 0;
    if (before?.activities.version[was.get(id) ?? -1] !== version) own.set(id, version);
  });
}

/** The changes with the versions to send; with none where they are to be saved whatever others did. */
export function versioned(
  changes: PlanChange[],
  own: ReadonlyMap<string, number>,
  anyway: boolean,
): PlanChange[] {
  return changes.map((change) =>
    'version' in change
      ? { ...change, version: anyway ? undefined : raised(own, change.id, change.version) }
      : change,
  );
}
