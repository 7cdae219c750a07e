import type { Audience, Report, ReportRow } from '../../../src/api/types.ts';
import { contracts } from './contracts.ts';
import { milestones } from './milestones.ts';
import { facts, overview } from './overview.ts';
import { teams } from './teams.ts';
import { AS_OF, say } from './people.ts';

export const reportRows: ReportRow[] = [
  {
    number: 2,
    audience: 'executive',
    title: 'Atlas, payments in three regions',
    published: '2026-09-11T09:02:00+02:00',
    by: 'Mira Sandoval',
    status: 'off_track',
    as_of: '2026-09-11T08:40:00+02:00',
  },
  {
    number: 1,
    audience: 'executive',
    title: 'Atlas, payments in three regions',
    published: '2026-09-04T09:10:00+02:00',
    by: 'Mira Sandoval',
    status: 'off_track',
    as_of: '2026-09-04T08:40:00+02:00',
  },
];

const executive: Report['sections'] = [
  {
    id: 'changes',
    title: 'Changed since report 2',
    kind: 'changes',
    lines: [
      { delta: '+5 wd', tone: 'off', text: say('GA at P85, from 6 to 13 Jan.') },
      { delta: '+10 wd', tone: 'off', text: say('EU keys promise, 2 to 16 Oct; float took 5.') },
      {
        delta: '+1',
        tone: 'off',
        text: say('New risk R-12, HSM held in customs, P85 ', { fact: 'r12', text: '+3' }, '.'),
      },
      { delta: 'done', tone: 'on', text: say('Proxy in two regions, landed 11 Sep, 1 day late.') },
    ],
  },
  { id: 'milestones', title: 'Milestones', kind: 'milestones', rows: milestones, axis: overview.axis },
  {
    id: 'risks',
    title: 'Top risks',
    kind: 'risks',
    rows: [
      {
        id: 'R-07',
        title: 'Replication lag',
        headline: say('Replication lag, P85 ', { fact: 'r7', text: '+9 wd' }),
        text: say('40 % likely. Second link due 9 Oct, Ren Takahara; leaves +2.'),
      },
      {
        id: 'R-12',
        title: 'HSM in customs',
        headline: say('HSM in customs, P85 ', { fact: 'r12', text: '+3 wd' }),
        text: say('35 % likely. Broker and spare unit by 25 Sep, Tomasz Wolski.'),
      },
      {
        id: 'R-03',
        title: 'PCI assessor',
        headline: say('PCI assessor, P85 ', { fact: 'r3', text: '+2 wd' }),
        text: say('30 % likely. Second assessor booked by 2 Oct, Ilse Brandt.'),
      },
    ],
  },
];

const engineering: Report['sections'] = [
  ...executive,
  { id: 'contracts', title: 'Dependency contracts', kind: 'contracts', rows: contracts },
  {
    id: 'next',
    title: 'Next two weeks',
    kind: 'activities',
    groups: [
      {
        title: 'Tokens and keys',
        rows: [
          {
            id: 'keys/hsm',
            title: 'HSM delivery, Frankfurt',
            owner: 'Tomasz Wolski',
            text: say('5 of 15 days done; finish 2 Oct, no float.'),
          },
        ],
      },
    ],
  },
  { id: 'load', title: 'Load, next six weeks', kind: 'load', rows: teams },
  {
    id: 'notes',
    title: 'Notes',
    kind: 'paragraphs',
    lines: [say('Backfill and Reconcile overlap with Dual writes.')],
  },
];

export const report = (audience: Audience, number: number | null): Report => ({
  number,
  audience,
  title: 'Atlas, payments in three regions',
  date: '2026-09-18',
  published: number === null ? null : '2026-09-11T09:02:00+02:00',
  by: number === null ? null : 'Mira Sandoval',
  compared_with: { number: 2, date: '2026-09-11' },
  status: {
    status: 'off_track',
    rule: [],
    reason: say('By rule: under 50\u00a0% chance of the target. Third week off track.'),
  },
  headline: overview.bottom_line,
  figures: [
    { label: 'Chance of 11 Dec', fact: 'chance', text: '24\u00a0%', delta: null, tone: null },
    { label: 'P50 finish', fact: 'p50', text: '17\u00a0Dec', delta: null, tone: null },
    { label: 'P85 finish', fact: 'p85', text: '13\u00a0Jan', delta: '+13 wd', tone: 'off' },
    { label: 'P85 on 11 Sep', fact: 'lastp85', text: '6\u00a0Jan', delta: null, tone: null },
    { label: 'Commitment 18 Dec', fact: 'kept', text: '54\u00a0%', delta: null, tone: null },
  ],
  ask: overview.ask,
  sections: audience === 'executive' ? executive : engineering,
  readiness: [
    { ok: true, text: '34 of 34 numbers have evidence', blocking: false },
    { ok: true, text: 'No contradiction with plan or tracker', blocking: false },
    { ok: true, text: 'Only fields an executive may see', blocking: false },
    { ok: false, text: 'The ask expires in 2 working days', blocking: false },
  ],
  facts,
  footer: [
    'P85 held 82 % [72, 90] of 68 resolved forecasts',
    'wd: working days',
    'As of 18 Sep 2026, 08:40 · run 61 · 34 facts',
  ],
  as_of: AS_OF,
});
