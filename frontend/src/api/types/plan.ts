/** The plan: one array per column, one entry per row in display order; and why a date is what it is. */
import type { Person } from './people';
import type { SideBySide } from './programs';
import type { Facts, Problem, Status, StatusView, Text } from './text';

export type RowKind = 'program' | 'workstream' | 'summary' | 'task' | 'milestone';

export type ActivityColumns = {
  id: string[];
  title: string[];
  kind: RowKind[];
  parent: number[];
  level: number[];
  wbs: string[];
  workstream: number[];
  team: number[];
  owner: number[];
  calendar: number[];
  start: number[];
  finish: number[];
  late_finish: number[];
  duration_days: number[];
  elapsed?: boolean[];
  low: (number | null)[];
  likely: (number | null)[];
  high: (number | null)[];
  progress: number[];
  actual_start: (number | null)[];
  actual_finish: (number | null)[];
  float_days: number[];
  free_float_days: number[];
  critical: boolean[];
  driver: number[];
  driven_by: string[];
  deadline: (number | null)[];
  target: (string | null)[];
  commitment: (string | null)[];
  constraint: (string | null)[];
  constraint_at: (number | null)[];
  p50: (number | null)[];
  p85: (number | null)[];
  on_time: (number | null)[];
  criticality: (number | null)[];
  baseline_start: (number | null)[];
  baseline_finish: (number | null)[];
  risks: string[];
  version: number[];
  status: (Status | null)[];
};

export type DependencyColumns = {
  id: string[];
  predecessor: number[];
  successor: number[];
  kind: string[];
  lag_days: number[];
  lag_text: string[];
  driving: boolean[];
  version: number[];
};

export type NonworkingKind = 'weekend' | 'holiday' | 'freeze' | 'time_off';

export type PlanCalendar = {
  id: string;
  title: string;
  zone: string;
  default: boolean;
  nonworking: [number, number, NonworkingKind, string][];
  week?: [number, number][][];
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
  baseline: { id: string; title: string; taken: string } | null;
  baselines: { id: string; title: string; taken: string; reason: string }[];
  people: Person[];
  teams: { id: string; title: string; calendar: string | null }[];
  workstreams: { id: string; title: string; team: string | null }[];
  calendars: PlanCalendar[];
  activities: ActivityColumns;
  dependencies: DependencyColumns;
  problems: Problem[];
  quality: null;
};

export type Why = {
  id: string;
  title: string;
  kind: string;
  status: StatusView | null;
  plan: string | null;
  p50: string | null;
  p85: string | null;
  on_time: number | null;
  sentence: Text;
  chain: {
    id: string;
    title: string;
    start: string;
    finish: string;
    duration_days: number;
    reason: string;
    lag_text: string;
  }[];
  floats: { label: string; value: Text }[];
  lost: { calendar: string; title: string; days: number; dates: string }[];
  driven_by: { kind: string; text: Text };
  drivers: { kind: 'activity' | 'risk'; id: string; title: string; detail: string; days: number }[];
  drivers_note: string;
  baseline: {
    id: string;
    title: string;
    taken: string;
    days: number | null;
    contributions: { id: string; title: string; days: number }[];
  } | null;
  side_by_side: SideBySide | null;
  facts: Facts;
};

export type Baseline = { id: string; title: string; taken: string; reason: string };

export type Run = {
  id: number;
  state: 'queued' | 'running' | 'done' | 'failed';
  done: number;
  total: number;
  seed: number;
  iterations: number;
  made: string | null;
  message: string | null;
};
