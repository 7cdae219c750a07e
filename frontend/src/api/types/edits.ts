/** Writes to the plan, and how one is refused. */
import type { Problem, Text } from './text';

export type RowPatch = { id: string } & Partial<Record<string, unknown>>;

export type Edit = {
  revision: number;
  announcement: string;
  rows: RowPatch[];
  structure_changed: boolean;
  simulation: { state: 'done' | 'running'; id: number } | null;
  problems: Problem[];
  /** Ids of added activities by the refs they were given. */
  refs?: Record<string, string>;
};

export type NewActivity = {
  title: string;
  kind: 'task' | 'milestone' | 'summary' | 'level_of_effort';
  workstream?: string | null;
  parent?: string | null;
  after_row?: string;
  duration?: string;
  estimate?: string;
};

export type ActivityPatch = {
  version: number;
  title?: string;
  duration?: string;
  estimate?: string | null;
  progress?: number;
  owner?: string | null;
  team?: string | null;
  workstream?: string | null;
  parent?: string | null;
  calendar?: string | null;
  actual_start?: string | null;
  actual_finish?: string | null;
  remaining?: string | null;
  constraint?: string | null;
  constraint_at?: string | null;
  deadline?: string | null;
  target?: string | null;
  commitment?: string | null;
  note?: string;
};

export type DependencyKind = 'FS' | 'SS' | 'FF' | 'SF';

export type NewDependency = { predecessor: string; successor: string; kind: DependencyKind; lag: string };

export type DependencyPatch = { id: string; version: number; kind?: DependencyKind; lag?: string };

export type Preview = {
  text: Text;
  moves: { id: string; title: string; days: number; from: string; to: string }[];
};

export type Conflict = {
  entity: string;
  id: string;
  version: number;
  changed_by: string;
  changed_at: string;
  fields: Record<string, { yours: unknown; theirs: unknown }>;
};

export type ProblemDetails = {
  type: string;
  title: string;
  status: number;
  detail: string | null;
  id: string | null;
  problems?: Problem[] | null;
  conflict?: Conflict | null;
  /** All rows of a write of many that somebody else changed. */
  conflicts?: Conflict[] | null;
  /** Ids of activities that would wait for each other, in order. */
  cycle?: string[] | null;
};
