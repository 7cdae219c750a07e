import type { Fact, Person, Text } from '../../../src/api/types.ts';

export const AS_OF = '2026-09-18T08:40:00+02:00';

const make = (initials: string, name: string, team: string | null, external = false): Person => ({
  id: initials.toLowerCase(),
  name,
  initials,
  team,
  external,
});

export const people = {
  MS: make('MS', 'Mira Sandoval', null),
  AO: make('AO', 'Ayo Okafor', 'Platform'),
  LT: make('LT', 'Lena Tamm', 'Merchants'),
  DB: make('DB', 'Diego Barros', 'Operations'),
  HN: make('HN', 'Hana Novak', 'Billing'),
  RT: make('RT', 'Ren Takahara', 'Data Platform'),
  IB: make('IB', 'Ilse Brandt', 'Compliance'),
  MO: make('MO', 'Marta Ortiz', 'Checkout'),
  SK: make('SK', 'Sanjay Kulkarni', 'Devices'),
  TW: make('TW', 'Tomasz Wolski', 'Identity'),
  OL: make('OL', 'Oskar Lind', 'Ledger'),
  DW: make('DW', 'Dana Whitlock', 'SRE'),
  KR: make('KR', 'Kavya Rao', 'Settlement'),
  JF: make('JF', 'Jonas Feld', 'Ledger'),
  PN: make('PN', 'Priya Nair', 'Edge'),
  HM: make('HM', 'Helena Marsh', 'Executive', true),
} satisfies Record<string, Person>;

export const fact = (
  id: string,
  label: string,
  value: string | number | null,
  unit: string,
  more: Partial<Fact> = {},
): Fact => ({
  id,
  label,
  value,
  unit,
  formula: 'finishes by 11 Dec / all runs\n= 2,412 / 10,000',
  records: [
    { kind: 'run', id: '61', title: 'Simulation run 61', detail: 'seed 4242' },
    { kind: 'plan', id: '212', title: 'Plan, revision 212', detail: '148 activities' },
    { kind: 'risk', id: 'R-07', title: 'Open risks', detail: '11' },
    { kind: 'calendar', id: 'default', title: 'Calendars', detail: '4, freeze included' },
  ],
  as_of: AS_OF,
  interval: null,
  ...more,
});

export const say = (...parts: Text): Text => parts;
