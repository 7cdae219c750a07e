/** The head of a program, as its PATCH takes it. */
import type { Cadence, HeaderWorkstream, Responsibility, ResponsibilityFinding } from './structure';
import type { Rung } from './contracts';

export type ProgramHeader = {
  id: string;
  version: number;
  revision: number;
  title: string;
  summary: string;
  kind: string;
  owner: string | null;
  zone: string;
  currency: string;
  hours_per_day: number;
  days_per_week: number;
  status_date: string | null;
  final: string | null;
  asks: HeaderAsk[];
  people: HeaderPerson[];
  teams: HeaderTeam[];
  calendars: { id: string; title: string }[];
  workstreams: HeaderWorkstream[];
  factors: SharedFactor[];
  correlations: Correlation[];
  rules: SchedulingRules;
  responsibilities: Responsibility[];
  responsibility_findings: ResponsibilityFinding[];
  cadences: Cadence[];
  ladder: Rung[];
};

export type HeaderPerson = {
  id: string;
  name: string;
  email: string;
  team: string | null;
  /** Null has that of the team. */
  calendar: string | null;
  /** Share of the calendar's working time. */
  capacity: number;
  external: boolean;
  skills: string[];
  role: string;
  /** First and last day in the program. */
  joins: string | null;
  leaves: string | null;
  /** Other shares of the time, from `start` to the day before `end`. */
  availability: { start: string; end: string; share: number }[];
  levels: { skill: string; level: number }[];
  off: { start: string; end: string; shifts?: unknown[]; title?: string; kind?: string }[];
};

export type HeaderTeam = {
  id: string;
  title: string;
  lead: string | null;
  calendar: string | null;
  location: string;
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
