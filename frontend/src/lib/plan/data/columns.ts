/** The plan as the server sends it: columns, one entry per row in display order. Minutes are since 1970 UTC. */

export type Kind = 'program' | 'workstream' | 'summary' | 'task' | 'milestone';
export type LinkKind = 'FS' | 'SS' | 'FF' | 'SF';
export type PlanStatus = 'on_track' | 'at_risk' | 'off_track' | 'unknown' | 'landed';
export type NonworkingKind = 'weekend' | 'holiday' | 'freeze' | 'time_off';

type Maybe<T> = (T | null)[];

export type ActivityColumns = {
  id: string[];
  title: string[];
  kind: Kind[];
  parent: number[];
  level: number[];
  wbs: string[];
  workstream: number[];
  team: number[];
  owner: number[];
  calendar: number[];
  start: number[];
  finish: number[];
  late_start: number[];
  late_finish: number[];
  duration_days: number[];
  elapsed?: boolean[];
  low: Maybe<number>;
  likely: Maybe<number>;
  high: Maybe<number>;
  progress: number[];
  actual_start: Maybe<number>;
  actual_finish: Maybe<number>;
  float_days: number[];
  free_float_days: number[];
  critical: boolean[];
  driver: number[];
  driven_by: string[];
  deadline: Maybe<number>;
  target: Maybe<string>;
  commitment: Maybe<string>;
  constraint: Maybe<string>;
  constraint_at: Maybe<number>;
  p50: Maybe<number>;
  p85: Maybe<number>;
  on_time: Maybe<number>;
  criticality: Maybe<number>;
  baseline_start: Maybe<number>;
  baseline_finish: Maybe<number>;
  start_variance_days?: Maybe<number>;
  finish_variance_days?: Maybe<number>;
  duration_variance_days?: Maybe<number>;
  remaining_days?: Maybe<number>;
  cost?: Maybe<number>;
  cost_per_day?: Maybe<number>;
  /** Its first line. */
  note?: string[];
  risks: string[];
  version: number[];
  status: Maybe<PlanStatus>;
};

export type DependencyColumns = {
  id: string[];
  predecessor: number[];
  successor: number[];
  /** FS, SS, FF or SF. */
  kind: string[];
  lag_days: number[];
  lag_text: string[];
  driving: boolean[];
  version: number[];
};

export type PlanPerson = {
  id: string;
  name: string;
  initials: string;
  team: string | null;
  external: boolean;
};

export type PlanCalendar = {
  id: string;
  title: string;
  zone: string;
  default: boolean;
  /** Whole local days, merged: start minute, finish minute, kind, title. */
  nonworking: [number, number, NonworkingKind, string][];
  /** Shifts of Monday to Sunday, in minutes after local midnight. */
  week?: [number, number][][];
};

export type BaselineRef = {
  id: string;
  title: string;
  taken: string;
};

export type PlanColumns = {
  revision: number;
  zone: string;
  status_date: string | null;
  start: number;
  finish: number;
  today_line: number | null;
  currency: string;
  hours_per_day: number;
  final: string | null;
  final_path: number[];
  baseline: BaselineRef | null;
  baselines: BaselineRef[];
  people: PlanPerson[];
  teams: { id: string; title: string; calendar: string | null }[];
  workstreams: { id: string; title: string; team: string | null }[];
  calendars: PlanCalendar[];
  activities: ActivityColumns;
  dependencies: DependencyColumns;
  problems: { id: string; severity: string; message: string }[];
};

/** New values of one row by column name, as an edit returns them. */
export type RowPatch = { id: string } & Partial<Record<string, unknown>>;

/**
 * The columns with the patched values. Only changed columns are copied; unknown rows and columns are left out.
 * Where a patch moves a row's driver, the driving marks of the dependencies into that row follow.
 */
export function patchColumns<Plan extends PlanColumns>(
  plan: Plan,
  rowOf: ReadonlyMap<string, number>,
  patches: readonly RowPatch[],
): Plan {
  const before = plan.activities as unknown as Record<string, unknown[]>;
  const after: Record<string, unknown[]> = { ...before };
  const redriven = new Set<number>();
  for (const patch of patches) {
    const row = rowOf.get(patch.id);
    if (row === undefined) continue;
    for (const [name, value] of Object.entries(patch)) {
      const column = after[name];
      if (name === 'id' || column === undefined || column[row] === value) continue;
      const copy = column === before[name] ? column.slice() : column;
      copy[row] = value;
      after[name] = copy;
      if (name === 'driver') redriven.add(row);
    }
  }
  const activities = after as unknown as ActivityColumns;
  return { ...plan, activities, dependencies: redrive(plan.dependencies, activities.driver, redriven) };
}

function redrive(
  links: DependencyColumns,
  driver: readonly number[],
  rows: ReadonlySet<number>,
): DependencyColumns {
  if (rows.size === 0) return links;
  const driving = links.driving.map((was, link) => {
    const row = links.successor[link] ?? -1;
    return rows.has(row) ? driver[row] === link : was;
  });
  return { ...links, driving };
}

const places = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Row of every activity id; the same for the same column, which no edit of values replaces. */
export function rowsById(ids: readonly string[]): ReadonlyMap<string, number> {
  const known = places.get(ids);
  if (known !== undefined) return known;
  const rows = new Map<string, number>();
  ids.forEach((id, row) => rows.set(id, row));
  places.set(ids, rows);
  return rows;
}

/** The plan with what was typed and waits for a connection; rows that are gone are passed over. */
export function withWaiting<Plan extends PlanColumns>(plan: Plan, shown: readonly RowPatch[]): Plan {
  return shown.length === 0 ? plan : patchColumns(plan, rowsById(plan.activities.id), shown);
}
