/** The register of risks. */
import type { Person } from './people';
import type { Facts, Text } from './text';

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
