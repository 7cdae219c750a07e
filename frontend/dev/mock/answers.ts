import type { Audience, Import } from '../../src/api/types.ts';
import { contracts } from './data/contracts.ts';
import { header } from './data/header.ts';
import { overview } from './data/overview.ts';
import { programs } from './data/programs.ts';
import { report, reportRows } from './data/reports.ts';
import { activity, imports, members, search, session, workItems } from './data/rest.ts';
import { register } from './data/risks.ts';

export type Ask = { method: string; path: string; query: URLSearchParams; body: string };
type Answer = (ask: Ask, ...match: string[]) => unknown;

let signedIn = true;
let running: Import = imports.ready;
let polls = 0;

const importStep = (): Import => {
  polls += 1;
  if (running.state === 'applying' && polls > 3)
    running = { ...running, state: 'done', result: { program: 'atlas', revision: 213 } };
  return running;
};
const startImport = (ask: Ask): Import => {
  polls = 0;
  running = ask.body.includes('.csv') ? imports.mapping : imports.ready;
  return running;
};

/** Method, pattern of the path under `/api`, answer. The first match answers. */
export const answers: [string, RegExp, Answer][] = [
  ['GET', /^\/session$/, () => (signedIn ? session : { ...session, user: null })],
  ['POST', /^\/session$/, () => ((signedIn = true), session)],
  ['DELETE', /^\/session$/, () => ((signedIn = false), { ...session, user: null })],
  ['GET', /^\/programs$/, (ask) => (ask.query.has('empty') ? { ...programs, programs: [] } : programs)],
  ['POST', /^\/programs(\/demo)?$/, () => programs.programs[0]],
  ['GET', /^\/programs\/([^/]+)$/, (_, id) => ({ ...overview, program: { ...overview.program, id } })],
  [
    'GET',
    /^\/programs\/([^/]+)\/glance$/,
    (_, id) => ({ ...overview, program: { ...overview.program, id } }),
  ],
  ['GET', /^\/programs\/[^/]+\/header$/, () => header],
  ['GET', /^\/programs\/[^/]+\/risks$/, () => register],
  [
    'POST',
    /^\/programs\/[^/]+\/risks$/,
    () => ({
      risk: register.risks[0],
      revision: 213,
      announcement: 'Risk added. P85 of GA moves 2 working days to 15 January.',
    }),
  ],
  [
    'PATCH',
    /^\/programs\/[^/]+\/risks\/(.+)$/,
    (_, id) => ({
      risk: register.risks.find((risk) => risk.id === id),
      revision: 213,
      announcement: 'P85 of GA moves 2 working days to 15 January.',
    }),
  ],
  ['GET', /^\/programs\/[^/]+\/contracts$/, () => ({ contracts })],
  ['GET', /^\/programs\/[^/]+\/reports$/, () => reportRows],
  [
    'GET',
    /^\/programs\/[^/]+\/reports\/draft$/,
    (ask) => report((ask.query.get('audience') ?? 'executive') as Audience, null),
  ],
  ['POST', /^\/programs\/[^/]+\/reports$/, () => report('executive', 3)],
  ['GET', /^\/programs\/[^/]+\/reports\/(\d+)$/, (_, n) => report('executive', Number(n))],
  ['GET', /^\/programs\/[^/]+\/activity$/, () => ({ entries: activity, more: false })],
  [
    'POST',
    /^\/programs\/[^/]+\/undo$/,
    () => ({ revision: 214, announcement: 'Undone: estimate of Backfill 400 M rows is 6 d again.' }),
  ],
  [
    'GET',
    /^\/programs\/[^/]+\/work-items$/,
    ({ query }) =>
      workItems(
        query.get('q') ?? '',
        query.get('status') ?? '',
        Number(query.get('offset')),
        Number(query.get('limit')),
      ),
  ],
  ['GET', /^\/programs\/[^/]+\/members$/, () => members],
  ['PUT', /^\/programs\/[^/]+\/members$/, () => members],
  ['GET', /^\/tokens$/, () => [{ id: '1', name: 'nightly import', created: '2026-09-01T10:00:00+02:00' }]],
  [
    'POST',
    /^\/tokens$/,
    () => ({ id: '2', name: 'new', token: 'plt_0123456789abcdef', created: '2026-09-18T10:00:00+02:00' }),
  ],
  [
    'GET',
    /^\/search$/,
    ({ query }) => ({
      items: search.filter((item) => item.title.toLowerCase().includes((query.get('q') ?? '').toLowerCase())),
    }),
  ],
  ['POST', /^\/imports$/, startImport],
  ['PATCH', /^\/imports\/i1$/, () => ((running = { ...imports.ready, file: running.file }), running)],
  [
    'POST',
    /^\/imports\/i1\/apply$/,
    () => (
      (running = { ...running, state: 'applying', progress: { done: 60, total: 148, text: 'activities' } }),
      running
    ),
  ],
  ['GET', /^\/imports\/i1$/, importStep],
  ['DELETE', /.*/, () => undefined],
];
