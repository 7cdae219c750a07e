import type { TeamRow } from '../../../src/api/types.ts';
import { people } from './people.ts';

const loads: [string, string, number][] = [
  ['Ledger', 'Berlin', 1.18],
  ['Identity', 'Berlin', 1.04],
  ['Edge', 'Pune', 0.92],
  ['Data Platform', 'Singapore', 0.88],
  ['Settlement', 'Pune', 0.81],
  ['SRE', 'Seattle', 0.76],
  ['Compliance', 'Berlin', 0.64],
  ['Checkout', 'Seattle', 0.58],
];
export const teams: TeamRow[] = loads.map(([title, location, load]) => ({
  id: title.toLowerCase(),
  title,
  location,
  zone: 'Europe/Berlin',
  load,
  people: [
    { person: people.JF, load: load + 0.2 },
    { person: people.OL, load },
  ],
}));
