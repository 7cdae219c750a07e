/** Drafts and published reports. */
import type { components } from '@/api/schema';
import type { ContractRow } from './contracts';
import type { Person } from './people';
import type { Ask, ChangeLine, MilestoneRow, TeamRow } from './programs';
import type { Axis, Facts, Status, StatusView, Text, Tone } from './text';

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
  | { kind: 'chart'; chart: components['schemas']['Chart']; text: Text }
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
  readiness: { ok: boolean; text: string; blocking: boolean }[];
  facts: Facts;
  footer: string[];
  as_of: string | null;
};
