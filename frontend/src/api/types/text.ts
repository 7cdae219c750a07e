/** Sentences with their evidence, and what they are about: facts, statuses, problems, warnings. */

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

export type Ref = { kind: string; id: string; title: string };

export type Warning = {
  id: string;
  severity: 'high' | 'medium' | 'low';
  text: Text;
  suggestion: Text;
  refs: Ref[];
  /** Working days at stake, where a rule tells how many. */
  days: number | null;
};

/** A warning that somebody chose not to hear; `until` is the last day on which it stays silent. */
export type Muted = { warning: Warning; reason: string; until: string; by: string; at: string };

export type Axis = { start: string; finish: string };
