import type { HeaderPerson, HeaderTeam, ProgramHeader } from '../../../src/api/types.ts';
import { overview } from './overview.ts';
import { people as everybody } from './people.ts';
import { teams as loads } from './teams.ts';

const teams: HeaderTeam[] = loads.map(({ id, title, location }) => ({
  id,
  title,
  lead: null,
  calendar: null,
  location,
}));

const people: HeaderPerson[] = Object.values(everybody).map(({ id, name, team, external }) => ({
  id,
  name,
  email: '',
  team: team?.toLowerCase() ?? null,
  calendar: null,
  capacity: 1,
  external,
  skills: [],
  role: '',
  joins: null,
  leaves: null,
  availability: [],
  levels: [],
  off: [],
}));

export const header: ProgramHeader = {
  id: 'atlas',
  version: 4,
  revision: 212,
  title: overview.program.title,
  summary: overview.program.summary,
  kind: overview.program.kind,
  owner: 'ms',
  zone: 'Europe/Berlin',
  currency: 'EUR',
  hours_per_day: 8,
  days_per_week: 5,
  status_date: '2026-09-18',
  final: overview.final?.id ?? null,
  asks: [],
  people,
  teams,
  calendars: [{ id: 'standard', title: 'Standard' }],
  workstreams: [],
  factors: [],
  correlations: [],
  ladder: [],
  rules: {
    behavior: 'pilotage',
    progress: 'retained_logic',
    lag_calendar: 'predecessor',
    critical: 'total_float',
    critical_float: { minutes: 0, unit: 'd' },
    near_critical_float: { minutes: 2400, unit: 'd' },
    total_float: 'smallest',
    honor_dates: true,
    open_ends_critical: false,
    from_finish: false,
    finish: null,
  },
  responsibilities: [],
  responsibility_findings: [],
  cadences: [],
};
