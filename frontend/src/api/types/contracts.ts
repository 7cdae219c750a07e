/** What teams owe one another. */
import type { Person } from './people';
import type { Facts, Status, Text } from './text';

export type ContractState =
  'proposed' | 'agreed' | 'at_risk' | 'broken' | 'delivered' | 'declined' | 'withdrawn';
export type ContractMove =
  | 'agree'
  | 'offer'
  | 'decline'
  | 'accept-offer'
  | 'refuse-offer'
  | 'repromise'
  | 'deliver'
  | 'accept'
  | 'reject'
  | 'ask-again'
  | 'withdraw'
  | 'escalate'
  | 'de-escalate';
export type Promised = { said: string; date: string; by: string; why: string };
export type ContractStep = {
  at: string;
  act: string;
  by: string;
  why: string;
  to: string;
  date: string | null;
};
export type Rung = { after: number; whom: string; decide: string };
export type RungView = Rung & { person: string | null; title: string; fires: string; taken: string | null };
export type Escalation = {
  cause: 'unanswered' | 'broken';
  since: string;
  level: number;
  due: number;
  rungs: RungView[];
};
export type Elsewhere = {
  program: string;
  milestone: string;
  program_title: string | null;
  milestone_title: string | null;
  plan: string | null;
  p50: string | null;
  p85: string | null;
};

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
  promises: Promised[];
  version: number;
  state: ContractState;
  waits_for: 'provider' | 'consumer' | null;
  waits_since: string | null;
  moves: ContractMove[];
  slips: number;
  slips_in_row: number;
  promiser: Person | null;
  requester: Person | null;
  vendor: string;
  elsewhere: Elsewhere | null;
  offer: Promised | null;
  accepted: string | null;
  steps: ContractStep[];
  ladder: Rung[];
  escalation: Escalation | null;
  /** Who is told after how many working days, by the ladder that it has. */
  rungs: { after: number; title: string; decide: string }[];
};
/** Dates are held against `counted_to`: the program's `status_date`, or `today` where it has none. */
export type ContractList = {
  contracts: ContractRow[];
  counted_to: string;
  status_date: string | null;
  today: string;
};

export type MapNode = {
  id: string;
  kind: 'team' | 'workstream' | 'person' | 'vendor' | 'program' | 'activity';
  key: string;
  title: string;
  parent: string | null;
  activities: number;
  gives: number;
  takes: number;
  status: Status;
};
export type MapEdge = {
  source: string;
  target: string;
  contracts: string[];
  links: number;
  bare: number;
  /** Open activities in which the source takes part. */
  shared: number;
  count: number;
  status: Status;
  reason: Text;
  days: number;
  /** Who keeps the contracts, on a map of several programs. */
  program: string;
};
export type MapLevel = 'team' | 'workstream' | 'person' | 'shared';
export type DependencyMap = {
  nodes: MapNode[];
  edges: MapEdge[];
  left_out: number;
  by: MapLevel;
  levels: { by: MapLevel; relations: number }[];
  within: number;
};
export type WorkspaceMap = { nodes: MapNode[]; edges: MapEdge[]; apart: number };

export type ImpactHit = {
  id: string;
  title: string;
  milestone: boolean;
  team: string | null;
  days: number;
  before: string;
  after: string;
  through: string | null;
  spare: number;
  target: string | null;
};
export type ImpactGroup = { id: string; title: string; activities: number; days: number };
export type Impact = {
  subject: 'activity' | 'contract';
  id: string;
  title: string;
  days: number;
  room: number;
  total_room: number;
  summary: Text;
  activity_count: number;
  activities: ImpactHit[];
  milestones: ImpactHit[];
  teams: ImpactGroup[];
  people: ImpactGroup[];
  contracts: {
    id: string;
    what: string;
    days: number;
    after: string;
    needed: string;
    promised: string | null;
    late: number;
    breaks: boolean;
  }[];
  odds: { id: string; days: number; on_time_before: number | null; on_time_after: number | null }[] | null;
  facts: Facts;
};
