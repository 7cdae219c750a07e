import type { Facts, Overview } from '../../../src/api/types.ts';
import { contracts } from './contracts.ts';
import { milestones } from './milestones.ts';
import { AS_OF, fact, people, say } from './people.ts';
import { teams } from './teams.ts';

export const facts: Facts = {
  chance: fact('chance', 'Chance of 11 Dec', 0.2412, 'probability', {
    interval: [0.233, 0.25],
    histogram: [
      { from: '2026-11-30', count: 500 },
      { from: '2026-12-07', count: 1912 },
      { from: '2026-12-14', count: 3000 },
      { from: '2027-01-04', count: 2400 },
      { from: '2027-01-11', count: 1100 },
      { from: '2027-01-18', count: 700 },
      { from: '2027-01-25', count: 400 },
    ],
  }),
  p85: fact('p85', 'P85 finish of GA', '2027-01-13', 'date'),
  p50: fact('p50', 'P50 finish of GA', '2026-12-17', 'date'),
  kept: fact('kept', 'Chance of the commitment of 18 Dec', 0.54, 'probability'),
  lastp85: fact('lastp85', 'P85 on 11 Sep', '2027-01-06', 'date'),
  gain: fact('gain', 'What two engineers return', 5, 'working days'),
  cost: fact('cost', 'Cost of the loan', 36_000, 'EUR'),
  days: fact('days', 'Expected delay of open risks', 18, 'working days'),
  money: fact('money', 'Expected loss of open risks', 62_000, 'EUR'),
  r7: fact('r7', 'R-07 moves the P85 by', 9, 'working days'),
  r12: fact('r12', 'R-12 moves the P85 by', 3, 'working days'),
  r3: fact('r3', 'R-03 moves the P85 by', 2, 'working days'),
};

const history = (
  [
    [0, -3],
    [0, -3],
    [1, -2],
    [2, -1],
    [4, 0],
    [5, 1],
    [6, 2],
    [8, 3],
    [13, 4],
  ] as const
).map(([p85, p50], week) => {
  const on = (base: string, days: number) =>
    new Date(Date.parse(base) + days * 86_400_000).toISOString().slice(0, 10);
  return {
    made: on('2026-07-24', week * 7),
    plan: '2026-12-11',
    p50: on('2026-12-11', p50),
    p85: on('2026-12-11', Math.round(p85 * 2.5)),
    target: '2026-12-11',
  };
});

export const overview: Overview = {
  program: {
    id: 'atlas',
    title: 'Atlas',
    summary: 'Payments in three regions',
    kind: 'Infrastructure',
    owner: people.MS,
    role: 'owner',
    zone: 'Europe/Berlin',
    currency: 'EUR',
    status_date: '2026-09-18',
    version: 4,
    revision: 212,
  },
  subtitle: { workstreams: 6, teams: 8, zones: 4 },
  counts: {
    activities: 148,
    risks: 11,
    contracts: 14,
    people: 46,
    reports: 3,
    warnings: 3,
    work_items: 1204,
  },
  status: {
    status: 'off_track',
    rule: [
      'Rule: P(on time) ',
      { fact: 'chance', text: '24\u00a0%' },
      ' is below 50\u00a0%, for the 3rd week',
    ],
    reason: ['Under 50 % chance of the target. Third week off track.'],
    weeks: 3,
  },
  bottom_line: say(
    'GA will probably miss 11\u00a0December. Even odds are 17\u00a0December, and 85\u00a0% confidence takes until 13\u00a0January.',
  ),
  changed: {
    since: { number: 2, date: '2026-09-11' },
    lines: [
      {
        delta: null,
        tone: null,
        text: [
          'P85 moved from 6 to 13 Jan, ',
          { fact: 'p85', text: '5 working days later', tone: 'off' },
          '. Identity moved its promise of EU keys from 2 to 16 Oct; 5 of those 10 days were float.',
        ],
      },
    ],
  },
  ask: {
    text: say(
      'Lend two Identity engineers to the EU key service for three weeks. It returns ',
      { fact: 'gain', text: '5 working days' },
      ' at P85 and costs ',
      { fact: 'cost', text: 'EUR 36 k' },
      '.',
    ),
    by: '2026-09-22',
    to: people.HM,
    if_not: 'P85 stays at 13 Jan.',
  },
  final: milestones[3] ?? null,
  delta: null,
  history: {
    id: 'history',
    title: 'How did the forecast of GA move?',
    subtitle: 'forecast finish, by the day on which it was made',
    said: '',
    spec: null,
    columns: ['Made', 'P50', 'P85', 'Target', 'Plan'],
    rows: history.map(({ made, plan, p50, p85, target }) => [made, p50, p85, target, plan]),
    empty: 'The server draws the chart.',
  },
  milestones,
  side_by_side: [],
  axis: { start: '2026-09-21', finish: '2027-03-28' },
  freezes: [{ start: '2026-12-21', finish: '2027-01-02', title: 'Change freeze' }],
  baseline: { id: 'b2', title: 'Baseline 2', taken: '2026-08-12' },
  run: {
    id: 61,
    seed: 4242,
    iterations: 10_000,
    made: AS_OF,
    p85_interval: ['2027-01-12', '2027-01-14'],
    fresh: true,
    state: 'done',
    done: 10_000,
    total: 10_000,
  },
  top_risks: (
    [
      ['R-07', 'Replication lag in backfill', 0.4, 9, 'RT'],
      ['R-12', 'HSM held in customs', 0.35, 3, 'TW'],
      ['R-03', 'PCI assessor not free', 0.3, 2, 'IB'],
      ['R-05', 'Dual writes double latency', 0.25, 2, 'OL'],
      ['R-14', 'Ring rollback fails', 0.2, 1, 'DW'],
    ] as const
  ).map(([id, title, probability, moves_days, owner]) => ({
    id,
    title,
    probability,
    moves_days,
    owner: people[owner],
  })),
  contracts_in_trouble: { total: 14, rows: contracts },
  teams,
  overloads: [say('Jonas Feld (Ledger) is at 140\u00a0% from 19 Oct to 6 Nov')],
  warnings: [
    {
      id: 'w1',
      severity: 'high',
      text: say('EU keys promised for 16 Oct, needed by 2 Oct'),
      suggestion: say(
        'Escalate to Identity; two engineers return ',
        { fact: 'gain', text: '5 working days' },
        '.',
      ),
      refs: [{ kind: 'contract', id: 'c1', title: 'Token service serves EU keys' }],
      days: 10,
    },
    {
      id: 'w2',
      severity: 'high',
      text: say('EU beta slips for the third report in a row'),
      suggestion: say('Move the commitment, or cut the soak.'),
      refs: [{ kind: 'milestone', id: 'beta', title: 'EU beta' }],
      days: 15,
    },
    {
      id: 'w3',
      severity: 'medium',
      text: say('Jonas Feld is at 140 % from 19 Oct to 6 Nov'),
      suggestion: say(
        'Give ',
        { ref: { kind: 'activity', id: 'ledger/reconcile' }, text: 'Reconcile' },
        ' to Oskar Lind.',
      ),
      refs: [],
      days: 6,
    },
  ],
  foremost: ['w1', 'w2', 'w3'],
  muted: [],
  facts,
  as_of: AS_OF,
};
