/** The plan: one array per column, one entry per row in display order; and why a date is what it is. */
import type { BaselineRef, PlanColumns as Columns } from '@/lib/plan/data/columns';
import type { ForecastMark } from './live';
import type { SideBySide } from './programs';
import type { Facts, Problem, StatusView, Text } from './text';

export type { ActivityColumns, DependencyColumns } from '@/lib/plan/data/columns';

/** The columns with what only the server's answer tells. */
export type PlanColumns = Omit<Columns, 'baselines' | 'problems'> & {
  baselines: (BaselineRef & { reason: string })[];
  problems: Problem[];
  quality: null;
  forecast: ForecastMark;
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
