/** What programs are put together from: templates and portfolios, and how one is run by people. */
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type Template = Schemas['TemplateShown'];
export type Portfolio = Schemas['Portfolio'];
export type Responsibility = {
  subject: string;
  role: string;
  person: string | null;
  letter: 'A' | 'R' | 'C' | 'I';
};
export type ResponsibilityFinding = Schemas['ResponsibilityFinding'];
export type Cadence = {
  id: string;
  title: string;
  every: 'day' | 'week' | 'two_weeks' | 'month' | 'quarter';
  weekday: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun' | null;
  at: string | null;
  minutes: number | null;
  who: string[];
  purpose: string;
  workstream: string | null;
};
export type HeaderWorkstream = {
  id: string;
  title: string;
  team: string | null;
  lead: string | null;
  way: 'waterfall' | 'scrum' | 'kanban' | 'lean' | 'hybrid';
};
