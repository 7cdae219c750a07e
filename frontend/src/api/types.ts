/** The vocabulary of the REST contract. Days are `YYYY-MM-DD`, instants ISO 8601 with offset, plan columns minutes UTC. */

export type Status = 'on_track' | 'at_risk' | 'off_track' | 'unknown' | 'landed';
export type Tone = 'off' | 'at' | 'on';
/** A piece of a sentence with its evidence, its record, or only a tone. */
export type Mark = {
  text: string;
  fact?: string | null;
  tone?: Tone | null;
  ref?: { kind: string; id: string } | null;
};
export type Part = string | Mark;
/** A sentence whose numbers open their evidence. */
export type Text = Part[];
export type StatusView = {
  status: Status;
  rule: Text;
  reason: Text;
  weeks?: number | null;
};

export type FactRecord = { kind: string; id: string; title?: string | null; detail?: string | null };
export type HistogramBin = { from: string; count: number };
export type Fact = {
  id: string;
  label: string;
  value: string | number | null;
  unit: string;
  formula: string;
  records: FactRecord[];
  as_of: string | null;
  interval: [number | string, number | string] | null;
  histogram?: HistogramBin[] | null;
};
export type Facts = Record<string, Fact>;

export type Person = { id: string; name: string; initials: string; team: string | null; external: boolean };
export type Severity = 'error' | 'warning' | 'info';
export type Source = {
  file?: string | null;
  line?: number | null;
  column?: number | null;
  row?: number | null;
  path?: string | null;
};
export type Problem = {
  id: string;
  severity: Severity;
  message: string;
  hint?: string | null;
  entity?: string | null;
  source?: Source | null;
};

export type User = { id: string; name: string; email: string; initials: string };
export type Session = { user: User | null; demo: boolean; version: string };
export type ApiToken = {
  id: string;
  name: string;
  token?: string;
  created: string;
  last_used?: string | null;
};
export type Role = 'owner' | 'editor' | 'viewer';
export type Member = { user: { id: string; name: string; email: string }; role: Role };

export type Ref = { kind: string; id: string; title: string };
export type Warning = {
  id: string;
  severity: 'high' | 'medium' | 'low';
  text: Text;
  suggestion: Text;
  refs: Ref[];
};
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
export type Axis = { start: string; finish: string };
/** The head of a program, as its PATCH takes it. */
export type ProgramHeader = {
  id: string;
  version: number;
  revision: number;
  title: string;
  summary: string;
  kind: string;
  owner: string | null;
  zone: string;
  hours_per_day: number;
  days_per_week: number;
  status_date: string | null;
  final: string | null;
  asks: HeaderAsk[];
  people: { id: string; name: string }[];
  teams: { id: string; title: string }[];
  workstreams: { id: string; title: string }[];
  factors: SharedFactor[];
  correlations: Correlation[];
  rules: SchedulingRules;
};
/** A number drawn once in each run, with which every activity `on` which it works is multiplied. */
export type SharedFactor = {
  id: string;
  title: string;
  low: number;
  likely: number;
  high: number;
  probability: number;
  on: string[];
};
export type Correlation = { first: string; second: string; rank: number };
export type SchedulingRules = {
  behavior: string;
  progress: string;
  lag_calendar: string;
  critical: string;
  critical_float: { minutes: number; unit: string };
  near_critical_float: { minutes: number; unit: string };
  total_float: string;
  honor_dates: boolean;
  open_ends_critical: boolean;
  from_finish: boolean;
  finish: string | null;
};
export type HeaderAsk = { text: string; to: string | null; by: string | null; if_not: string };

export type ContractRow = {
  id: string;
  what: string;
  provider: { id: string; title: string };
  consumer: { id: string; title: string };
  needed: string | null;
  promised: string | null;
  promise_count: number;
  confidence: string | null;
  escalates: string | null;
  delivered: string | null;
  delivers: string | null;
  needed_by_activity: string | null;
  asked: string | null;
  note: string;
  acceptance: string;
  status: Status;
  reason: Text;
  waiting_days: number | null;
  promises: { said: string; date: string }[];
  version: number;
};
export type TeamRow = {
  id: string;
  title: string;
  location: string;
  zone: string;
  load: number | null;
  people: { person: Person; load: number }[];
};
export type Ask = { text: Text; by: string | null; to: Person | null; if_not: string };
export type ChangeLine = { delta: string | null; tone: Tone | null; text: Text };
export type Overview = {
  program: {
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
  subtitle: { workstreams: number; teams: number; zones: number };
  counts: {
    activities: number;
    risks: number;
    contracts: number;
    people: number;
    reports: number;
    warnings: number;
    work_items: number;
  };
  status: StatusView;
  bottom_line: Text;
  changed: { since: { number: number; date: string } | null; lines: ChangeLine[] };
  ask: Ask | null;
  final: MilestoneRow | null;
  history: { made: string; plan: string | null; p50: string; p85: string; target: string | null }[];
  milestones: MilestoneRow[];
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
  warnings: Warning[];
  facts: Facts;
  as_of: string | null;
};

/* Plan: one array per column, one entry per row in display order. */
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
  facts: Facts;
};
export type RowPatch = { id: string } & Partial<Record<string, unknown>>;
export type Edit = {
  revision: number;
  announcement: string;
  rows: RowPatch[];
  structure_changed: boolean;
  simulation: { state: 'done' | 'running'; id: string } | null;
  problems: Problem[];
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

/* Risks */
export type RiskLevel = 'low' | 'medium' | 'high' | 'severe';
/** Amounts are decimals as text, so that no cent is lost on the way. */
export type Money3 = { low: string; likely: string; high: string; currency: string };
export type RiskResponse = {
  strategy: string;
  text: string;
  owner: Person | null;
  due: string | null;
  done: boolean;
  residual_probability: number | null;
  cost: string | null;
};
export type RiskState = 'open' | 'closed' | 'occurred';
export type RiskRow = {
  id: string;
  title: string;
  cause: string;
  event: string;
  effect: string;
  probability: number;
  impact_days: [number, number, number] | null;
  impact_money: Money3 | null;
  hits: { id: string; title: string; float_days: number; critical: boolean }[];
  owner: Person | null;
  response: RiskResponse | null;
  trigger: string;
  state: RiskState;
  raised: string | null;
  closed: string | null;
  level: RiskLevel | 'gain';
  cell: [number, number] | null;
  moves_days: number | null;
  moves_after_days: number | null;
  p85_with: string | null;
  p85_without: string | null;
  expected_days: number | null;
  expected_money: string | null;
  next_date: string | null;
  version: number;
};
export type Band = { label: string; max: number | null };
export type Register = {
  headline: Text;
  risks: RiskRow[];
  bands: { probability: Band[]; impact: Band[]; levels: RiskLevel[][] };
  burndown: { date: string; planned: number | null; actual: number | null; expected: number | null }[];
  facts: Facts;
  milestone: { id: string; title: string } | null;
};
export type RiskInput = {
  title: string;
  cause: string;
  event: string;
  effect: string;
  probability: number;
  impact_days: [number, number, number] | null;
  impact_money: Money3 | null;
  hits: string[];
  owner: string | null;
  response: {
    strategy: string;
    text: string;
    owner: string | null;
    due: string | null;
    done: boolean;
    residual_probability: number | null;
    cost: string | null;
  } | null;
  trigger: string;
  state?: RiskState;
};
export type RiskEdit = { risk: RiskRow; revision: number; announcement: string };

/* Reports */
export type Audience = 'executive' | 'engineering';
export type ReportRow = {
  number: number;
  audience: Audience;
  title: string;
  published: string;
  by: string;
  status: Status;
  as_of: string | null;
};
export type Section = { id: string; title: string } & (
  | { kind: 'changes'; lines: ChangeLine[] }
  | { kind: 'milestones'; rows: MilestoneRow[]; axis: Axis }
  | { kind: 'risks'; rows: { id: string; title: string; headline: Text; text: Text }[] }
  | { kind: 'contracts'; rows: ContractRow[] }
  | {
      kind: 'activities';
      groups: {
        title: string;
        rows: { id: string; title: string; owner: Person | string | null; text: Text }[];
      }[];
    }
  | { kind: 'paragraphs'; lines: Text[] }
  | { kind: 'load'; rows: TeamRow[] }
);
export type Report = {
  number: number | null;
  audience: Audience;
  title: string;
  date: string;
  published: string | null;
  by: string | null;
  compared_with: { number: number; date: string } | null;
  status: StatusView;
  headline: Text;
  figures: { label: string; fact: string; text: string; delta: string | null; tone: Tone | null }[];
  ask: Ask | null;
  sections: Section[];
  readiness: { ok: boolean; text: string }[];
  facts: Facts;
  footer: string[];
  as_of: string | null;
};

/* Import */
export type ImportState = 'reading' | 'needs_mapping' | 'ready' | 'applying' | 'done' | 'failed';
export type ImportDiffLine = {
  kind: 'added' | 'changed' | 'removed';
  entity: string;
  id: string;
  title: string;
  text: string;
};
export type Mapping = Record<string, string | null>;
export type Import = {
  id: string;
  state: ImportState;
  progress: { done: number; total: number; text: string };
  file: { name: string; size: number };
  format: string | null;
  format_title: string | null;
  counts: Record<string, number>;
  problems: Problem[];
  problem_counts: Partial<Record<Severity, number>>;
  sample: { id: string; title: string; start: string | null; finish: string | null }[];
  columns: { name: string; samples: string[]; field: string | null; confidence: number }[] | null;
  fields: { id: string; title: string; entity: string }[] | null;
  mapping: Mapping | null;
  mappings: { name: string; title: string }[];
  target: { program: string | null; title: string | null };
  remove_missing: boolean;
  diff: {
    added: number;
    changed: number;
    removed: number;
    unchanged: number;
    lines: ImportDiffLine[];
    summary: Text | null;
  } | null;
  result: { program: string; revision: number } | null;
  error: string | null;
};
export type ImportPatch = {
  mapping?: Mapping;
  target?: { program: string | null; title?: string };
  mapping_name?: string;
  remove_missing?: boolean;
};

/* History, work, search */
export type AuditEntry = {
  id: string;
  at: string;
  actor: { name: string; initials: string };
  verb: string;
  text: string;
  entity: { kind: string; id: string; title: string };
  changes: { field: string; label: string; before: string | null; after: string | null }[];
  why: string | null;
  source: 'web' | 'api' | 'cli' | 'import' | 'job';
  undone: boolean;
  undoable: boolean;
};
export type ActivityPage = { entries: AuditEntry[]; more: boolean };
export type WorkStatus = 'todo' | 'doing' | 'done';
export type WorkItemPage = {
  total: number;
  counts: Partial<Record<WorkStatus, number>>;
  key: string[];
  title: string[];
  kind: string[];
  status: string[];
  category: string[];
  assignee: (string | null)[];
  created: (string | null)[];
  resolved: (string | null)[];
  url: (string | null)[];
};
export type SearchItem = {
  kind: 'program' | 'activity' | 'milestone' | 'risk' | 'person' | 'report';
  id: string;
  title: string;
  program: string | null;
  detail: string;
};

/** One import behind the figures of a program. */
export type ImportSource = {
  title: string;
  at: string;
  by: string;
  format: string;
  counts: Record<string, number>;
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
};
