import type { components } from './schema';
import type * as ours from './types';

/**
 * The compiler checks here that what the server says of its answers (schema.d.ts, generated) has every field that
 * the pages read (types.ts), with the same shape. The server names plain strings where the pages know the closed
 * set, so literals are widened before the comparison.
 */
type Widen<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends object
        ? { [K in keyof T]: Widen<T[K]> }
        : T;

type Server = components['schemas'];
type Holds<Theirs, Ours> = [Widen<Theirs>] extends [Widen<Ours>]
  ? true
  : { theirs: Widen<Theirs>; ours: Widen<Ours> };
/** The generated document calls the `from` of a bin and of a move by its Python name; their values are as the pages read them. */
type NoFacts<T> = Omit<T, 'facts'>;
type Check<T extends Record<string, true>> = T;

export type Contract = Check<{
  session: Holds<Server['SessionView'], ours.Session>;
  tokens: Holds<Server['TokenView'], ours.ApiToken>;
  members: Holds<Server['MemberView'], ours.Member>;
  programs: Holds<NoFacts<Server['ProgramList']>, NoFacts<ours.ProgramList>>;
  program: Holds<Server['Overview']['program'], ours.Overview['program']>;
  glance: Holds<Server['Glance']['program'], ours.Glance['program']>;
  glanced: Holds<Server['Glance']['counts'], ours.Glance['counts']>;
  counts: Holds<Server['Overview']['counts'], ours.Overview['counts']>;
  milestones: Holds<Server['Overview']['milestones'], ours.Overview['milestones']>;
  history: Holds<Server['Overview']['history'], ours.Overview['history']>;
  delta: Holds<Server['Overview']['delta'], ours.Overview['delta']>;
  pairs: Holds<Server['Overview']['side_by_side'], ours.Overview['side_by_side']>;
  muted: Holds<Server['Overview']['muted'], ours.Overview['muted']>;
  run: Holds<Server['Overview']['run'], ours.Overview['run']>;
  teams: Holds<Server['Overview']['teams'], ours.Overview['teams']>;
  warnings: Holds<Server['Overview']['warnings'], ours.Overview['warnings']>;
  topRisks: Holds<Server['Overview']['top_risks'], ours.Overview['top_risks']>;
  activities: Holds<Omit<Server['ActivityColumns'], 'elapsed'>, Omit<ours.ActivityColumns, 'elapsed'>>;
  dependencies: Holds<Server['DependencyColumns'], ours.DependencyColumns>;
  why: Holds<NoFacts<Server['WhyShape']>, NoFacts<ours.Why>>;
  edit: Holds<Omit<Server['EditView'], 'rows' | 'simulation'>, Omit<ours.Edit, 'rows' | 'simulation'>>;
  simulation: Holds<Server['RunState'], ours.Run>;
  register: Holds<NoFacts<Server['Register']>, NoFacts<ours.Register>>;
  risk: Holds<Server['RiskShape'], ours.RiskRow>;
  contracts: Holds<Server['ContractList'], ours.ContractList>;
  reports: Holds<Server['ReportHead'], ours.ReportRow>;
  report: Holds<Omit<Server['ReportShape'], 'sections' | 'facts'>, Omit<ours.Report, 'sections' | 'facts'>>;
  imports: Holds<Server['ImportView'], ours.Import>;
  activity: Holds<Server['ActivityPage'], ours.ActivityPage>;
  work: Holds<Server['WorkItemPage'], ours.WorkItemPage>;
  search: Holds<Server['SearchResult'], { items: ours.SearchItem[] }>;
}>;
