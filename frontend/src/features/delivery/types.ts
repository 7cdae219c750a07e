/** What the server tells of ways of working: gates, sprints, streams, advice. */
import type { Facts, Text } from '@/api/types';
import type { Chart } from '@/components/charts/chart';

export type Way = 'waterfall' | 'scrum' | 'kanban' | 'lean' | 'hybrid';
export const ways: readonly Way[] = ['waterfall', 'scrum', 'kanban', 'lean', 'hybrid'];
export const parts: readonly Way[] = ['waterfall', 'scrum', 'kanban', 'lean'];

export type Stream = {
  id: string;
  title: string;
  team?: string | null;
  way: Way;
  parts?: Way[];
  sprint_days?: number;
  focus?: number;
};

export type Side = 'entry' | 'exit' | 'actions';
export type Criterion = {
  id: string;
  text: string;
  owner: string | null;
  due: string | null;
  done: string | null;
  met_by: string;
  evidence: string;
};
export type Outcome = 'go' | 'go_with_conditions' | 'no_go';
export type Condition = { text: string; due: string; owner: string | null };
export type Decision = {
  at: string;
  by: string;
  outcome: Outcome;
  why: string;
  conditions: Condition[];
  open_entry: Criterion[];
  open_exit: Criterion[];
};
export type GateState = 'open' | 'ready' | 'refused' | 'conditional' | 'passed';
export type NextAct = {
  person: string | null;
  name: string;
  what: string[];
  decides: boolean;
  late: boolean;
};
export type GateView = {
  gate: {
    id: string;
    activity: string;
    entry: Criterion[];
    exit: Criterion[];
    approvers: string[];
    decisions: Decision[];
    actions: Criterion[];
  };
  title: string;
  workstream: string | null;
  state: GateState;
  plan: string | null;
  by: string | null;
  p50: string | null;
  p85: string | null;
  chance: number | null;
  chance_fact: string | null;
  met: number;
  total: number;
  met_fact: string;
  late: string[];
  next: NextAct[];
  sentence: Text;
};
export type GateRow = { view: GateView; version: number; may_decide: boolean; begun: string | null };
export type GateList = { gates: GateRow[]; facts: Facts };

export type SprintItem = {
  key: string;
  title: string;
  status: string;
  category: 'todo' | 'doing' | 'done';
  assignee: string;
  points: number | null;
  committed: boolean;
  moved: boolean;
};
export type StoredSprint = {
  code: string;
  title: string;
  goal: string;
  start: string;
  finish: string;
  state: 'planned' | 'active' | 'closed';
  version: number;
  committed: number;
  committed_points: number;
  outcomes: { key: string; to: string; reason: string }[];
  items: SprintItem[];
};
export type Capacity = { people: { id: string; name: string; days: number }[]; focus: number; days: number };
export type SprintView = {
  sprint: StoredSprint;
  done: number;
  left: number;
  added: number;
  removed: number;
  days_left: number;
  chance: number | null;
  chance_fact: string | null;
  capacity: Capacity;
};
export type SprintRoom = {
  workstream: string;
  title: string;
  today: string;
  next_start: string;
  next_finish: string;
  next_capacity: Capacity;
  pace: { length: number; runs: number; apart: number; at_least: Record<string, number> } | null;
  pace_fact: string | null;
  record: { sprints: number; kept: number; carried: number; items: number; done: number[] } | null;
  record_fact: string | null;
  active: SprintView | null;
  planned: SprintView[];
  closed: StoredSprint[];
  backlog: SprintItem[];
  charts: Chart[];
  facts: Facts;
};

export type Step = {
  state: string;
  kind: 'work' | 'wait';
  chosen: boolean;
  items: number;
  now: number;
  days: number;
  share: number;
  percentiles: Record<string, number>;
};
export type Return = { source: string; target: string; times: number; items: number };
export type ValueStream = {
  as_of: string;
  weeks: number;
  finished: number;
  measured: number;
  steps: Step[];
  returns: Return[];
  returned: number;
  work: number;
  wait: number;
  efficiency: number | null;
  longest: string | null;
};

export type Advice = {
  way: Way | null;
  parts: Way[];
  fits: boolean;
  said: Text;
  reasons: { id: string; toward: Way; text: Text; fact: string; threshold: string; source: string }[];
  missing: string[];
  facts: Facts;
};

/** The ways whose practices a workstream uses: its own, or the parts of its mixture. */
export const runs = (stream: Stream): readonly Way[] =>
  stream.way === 'hybrid' ? (stream.parts ?? []) : [stream.way];
