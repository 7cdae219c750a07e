/** The list of programs and the page of one. */
import type { ContractRow } from './contracts';
import type { ForecastMark } from './live';
import type { Person, Role } from './people';
import type { components } from '@/api/schema';
import type { Axis, Facts, Muted, Status, StatusView, Text, Tone, Warning } from './text';

export type ProgramRow = {
  id: string;
  title: string;
  summary: string;
  kind: string;
  owner: Person | null;
  role: Role;
  status: StatusView;
  final: {
    id: string;
    title: string;
    target: string | null;
    plan: string | null;
    p50: string | null;
    p85: string | null;
    delta_days: number | null;
  } | null;
  history: { made: string; p50: string; p85: string }[];
  trend_days: number | null;
  warnings: { count: number; top: Warning | null };
  as_of: string | null;
  revision: number;
};

export type ProgramList = {
  programs: ProgramRow[];
  headline: Text;
  tally: Partial<Record<Status, number>>;
  facts: Facts;
};

export type NewProgram = {
  title: string;
  id?: string;
  kind?: string;
  zone?: string;
  start?: string;
  target?: string;
  template?: string;
  portfolio?: string;
};

export type MilestoneRow = {
  id: string;
  title: string;
  status: StatusView;
  landed: string | null;
  target: string | null;
  baseline: string | null;
  commitment: string | null;
  plan: string | null;
  p10: string | null;
  p50: string | null;
  p85: string | null;
  p90: string | null;
  vs_target_days: number | null;
  on_time: number | null;
  on_time_fact: string | null;
  kept: number | null;
  vs_last_days: number | null;
  slips: number;
  float_days: number | null;
  critical: boolean;
};

export type TeamRow = {
  id: string;
  title: string;
  location: string;
  zone: string;
  load: number | null;
  people: { person: Person; load: number }[];
};

/** Two forecasts of one milestone: of the plan's network, and of the pace of its work items. */
export type SideBySide = {
  milestone: string;
  title: string;
  name: string;
  network_p50: string;
  network_p85: string;
  paced: { as_of: string; p50: string; p85: string };
  /** Working days from the P85 of the plan to that of the pace. */
  days: number;
  text: Text;
  knows: Text;
};

export type Ask = { text: Text; by: string | null; to: Person | null; if_not: string };

export type ChangeLine = { delta: string | null; tone: Tone | null; text: Text };

type Head = {
  id: string;
  title: string;
  summary: string;
  kind: string;
  owner: Person | null;
  role: Role;
  zone: string;
  currency: string;
  status_date: string | null;
  version: number;
  revision: number;
};

type Counts = {
  activities: number;
  risks: number;
  contracts: number;
  people: number;
  reports: number;
  warnings: number | null;
  work_items: number;
};

/** What every page of a program shows around itself; of a large program no warnings are counted anew for it. */
export type Glance = {
  program: Head;
  counts: Counts;
  as_of: string;
  forecast: ForecastMark;
};

export type Overview = {
  program: Head;
  subtitle: { workstreams: number; teams: number; zones: number };
  counts: Counts;
  status: StatusView;
  bottom_line: Text;
  changed: { since: { number: number; date: string } | null; lines: ChangeLine[] };
  ask: Ask | null;
  final: MilestoneRow | null;
  /** How the final P85 moved since the last snapshot. */
  delta: { since: string; p85: string; days: number; plan_days: number; text: Text } | null;
  history: components['schemas']['Chart'];
  milestones: MilestoneRow[];
  side_by_side: SideBySide[];
  axis: Axis;
  freezes: { start: string; finish: string; title: string }[];
  baseline: { id: string; title: string; taken: string } | null;
  run: {
    id: number | null;
    seed: number | null;
    iterations: number | null;
    made: string | null;
    p85_interval: [string, string] | null;
    fresh: boolean;
    state: 'done' | 'running' | 'none';
    done: number;
    total: number;
  } | null;
  top_risks: {
    id: string;
    title: string;
    probability: number;
    moves_days: number | null;
    owner: Person | null;
  }[];
  contracts_in_trouble: { total: number; rows: ContractRow[] };
  teams: TeamRow[];
  overloads: Text[];
  /** The most days at stake first. */
  warnings: Warning[];
  /** Ids of those that are shown unasked. */
  foremost: string[];
  muted: Muted[];
  facts: Facts;
  as_of: string | null;
};
