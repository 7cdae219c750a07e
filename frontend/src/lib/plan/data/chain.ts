/** Which activities set a date: the driving chain backwards and forwards, and everything a date waits for. */
import { linksInto, linksOut, type PlanModel } from './model';

/** The row that sets the start (or finish) of this one, -1 if a date or nothing does. */
export function drivingRow(model: PlanModel, row: number): number {
  const link = model.columns.activities.driver[row] ?? -1;
  if (link >= 0) return leafOf(model, model.links.from[link] ?? -1);
  return hasChildren(model, row) ? leafOf(model, row) : -1;
}

/** For a summary: the activity below that finishes last, and so sets its finish. For any other row: itself. */
function leafOf(model: PlanModel, row: number): number {
  if (row < 0 || !hasChildren(model, row)) return row;
  let last = -1;
  for (let child = row + 1; child < (model.tree.end[row] ?? 0); child += 1) {
    if (hasChildren(model, child)) continue;
    if (last < 0 || (model.finish[child] ?? 0) > (model.finish[last] ?? 0)) last = child;
  }
  return last;
}

export function hasChildren(model: PlanModel, row: number): boolean {
  return (model.tree.children[row] ?? 0) > 0;
}

/** The driving chain that ends in `row`, first activity first. */
export function chainTo(model: PlanModel, row: number): number[] {
  const chain: number[] = [];
  const seen = new Set<number>();
  for (let at = row; at >= 0 && !seen.has(at); at = drivingRow(model, at)) {
    seen.add(at);
    chain.push(at);
  }
  return chain.reverse();
}

/** Rows whose date this row drives, directly. */
export function drivenRows(model: PlanModel, row: number): number[] {
  const driver = model.columns.activities.driver;
  return [...linksOut(model.links, row)]
    .filter((link) => driver[model.links.to[link] ?? -1] === link)
    .map((link) => model.links.to[link] ?? -1);
}

/** The next row along the driving chain: the one on `path` if there is one, else the earliest; -1 at the end. */
export function nextDriven(model: PlanModel, row: number, path: ReadonlySet<number>): number {
  const rows = drivenRows(model, row);
  const onPath = rows.find((one) => path.has(one));
  if (onPath !== undefined) return onPath;
  return rows.reduce(
    (best, one) => (best < 0 || (model.start[one] ?? 0) < (model.start[best] ?? 0) ? one : best),
    -1,
  );
}

/** The whole chain through a row: what drives it, itself, and all that it drives. */
export function chainAround(model: PlanModel, row: number): Set<number> {
  const chain = new Set(chainTo(model, row));
  const queue = [row];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const next of drivenRows(model, at)) {
      if (chain.has(next)) continue;
      chain.add(next);
      queue.push(next);
    }
  }
  return chain;
}

/** Every row that `row` waits for through dependencies, also those of and through summaries, and itself. */
export function allBefore(model: PlanModel, row: number): Set<number> {
  const found = new Set<number>([row]);
  const queue = [row];
  const reach = (next: number): void => {
    if (next < 0 || found.has(next)) return;
    found.add(next);
    queue.push(next);
  };
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (hasChildren(model, at))
      for (let child = at + 1; child < (model.tree.end[at] ?? 0); child += 1) reach(child);
    for (let above = at; above >= 0; above = model.tree.parent[above] ?? -1) {
      for (const link of linksInto(model.links, above)) reach(model.links.from[link] ?? -1);
    }
  }
  return found;
}
