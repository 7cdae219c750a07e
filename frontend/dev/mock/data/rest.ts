import type {
  AuditEntry,
  Import,
  Member,
  SearchItem,
  Session,
  WorkItemPage,
} from '../../../src/api/types.ts';

export const session: Session = {
  user: { id: 'ms', name: 'Mira Sandoval', email: 'mira@example.org', initials: 'MS' },
  demo: true,
  version: '0.1.0',
};

export const members: Member[] = [
  { user: { id: '1', name: 'Mira Sandoval', email: 'mira@example.org' }, role: 'owner' },
  { user: { id: '2', name: 'Oskar Lind', email: 'oskar@example.org' }, role: 'editor' },
  { user: { id: '3', name: 'Helena Marsh', email: 'helena@example.org' }, role: 'viewer' },
];

const entry = (
  id: number,
  at: string,
  verb: string,
  text: string,
  more: Partial<AuditEntry> = {},
): AuditEntry => ({
  id: String(id),
  at,
  actor: { name: 'Mira Sandoval', initials: 'MS' },
  verb,
  text,
  entity: { kind: 'activity', id: 'ledger/backfill', title: 'Backfill 400 M rows' },
  changes: [],
  why: null,
  source: 'web',
  undone: false,
  undoable: false,
  ...more,
});
export const activity: AuditEntry[] = [
  entry(9, '2026-09-18T08:31:00+02:00', 'changed', 'Changed the estimate of Backfill 400 M rows', {
    changes: [
      { field: 'duration', label: 'duration', before: '6 d', after: '8 d' },
      { field: 'estimate', label: 'estimate', before: '5/6/10 d', after: '5/8/15 d' },
    ],
    undoable: true,
  }),
  entry(8, '2026-09-18T08:02:00+02:00', 'promised', 'Moved the promise of Token service serves EU keys', {
    actor: { name: 'Tomasz Wolski', initials: 'TW' },
    entity: { kind: 'contract', id: 'c1', title: 'Token service serves EU keys' },
    changes: [{ field: 'promised', label: 'promised', before: '9 Oct', after: '16 Oct' }],
    why: 'HSM is in customs',
  }),
  entry(7, '2026-09-17T16:40:00+02:00', 'added', 'Added risk HSM held in customs', {
    actor: { name: 'Ren Takahara', initials: 'RT' },
    entity: { kind: 'risk', id: 'R-12', title: 'HSM held in customs' },
  }),
  entry(6, '2026-09-17T06:00:00+02:00', 'imported', 'Imported 1,204 work items from jira-export.json', {
    actor: { name: 'Nightly import', initials: 'NI' },
    source: 'import',
    entity: { kind: 'program', id: 'atlas', title: 'Atlas' },
  }),
  entry(5, '2026-09-11T09:02:00+02:00', 'published', 'Published report 2', {
    entity: { kind: 'report', id: '2', title: 'Report 2' },
  }),
  entry(4, '2026-09-11T08:50:00+02:00', 'changed', 'Linked Ring controller after Proxy in two regions', {
    undone: true,
  }),
];

const TOTAL = 10_000;
const at = <T>(values: readonly [T, ...T[]], i: number): T => values[i % values.length] ?? values[0];
export const workItems = (q: string, status: string, offset: number, limit: number): WorkItemPage => {
  const all = Array.from({ length: TOTAL }, (_, i) => i);
  const category = (i: number) => at(['done', 'doing', 'todo', 'done'], i);
  const title = (i: number) =>
    `${at(['Replay journal for', 'Proxy route to', 'Key rotation in', 'Backfill check of'], i)} shard ${i}`;
  const found = all.filter(
    (i) => (!status || category(i) === status) && (!q || title(i).toLowerCase().includes(q.toLowerCase())),
  );
  const page = found.slice(offset, offset + limit);
  return {
    total: found.length,
    counts: { todo: 2500, doing: 2500, done: 5000 },
    key: page.map((i) => `ATL-${i + 1}`),
    title: page.map(title),
    kind: page.map((i) => at(['story', 'bug', 'task'], i)),
    status: page.map((i) => at(['Done', 'In progress', 'To do', 'Closed'], i)),
    category: page.map(category),
    assignee: page.map((i) => at(['Ren Takahara', 'Oskar Lind', null], i)),
    created: page.map((i) => `2026-0${1 + (i % 8)}-1${i % 10}`),
    resolved: page.map((i) => (category(i) === 'done' ? `2026-09-0${1 + (i % 9)}` : null)),
    url: page.map(() => null),
  };
};

export const search: SearchItem[] = [
  {
    kind: 'activity',
    id: 'ledger/backfill',
    title: 'Backfill 400 M rows',
    program: 'atlas',
    detail: 'Atlas, Ledger split',
  },
  {
    kind: 'milestone',
    id: 'ga',
    title: 'GA in three regions',
    program: 'atlas',
    detail: 'Atlas, P85 13 Jan',
  },
  {
    kind: 'risk',
    id: 'R-07',
    title: 'Replication lag in backfill',
    program: 'atlas',
    detail: 'Atlas, moves P85 by 9 wd',
  },
  { kind: 'person', id: 'jf', title: 'Jonas Feld', program: 'atlas', detail: 'Ledger' },
];

const base: Import = {
  id: 'i1',
  state: 'ready',
  progress: { done: 1, total: 1, text: '' },
  file: { name: 'atlas.mspdi.xml', size: 1_250_000 },
  format: 'mspdi',
  format_title: 'Microsoft Project XML',
  counts: { activities: 148, dependencies: 203, calendars: 4, people: 46, baselines: 2 },
  problems: [
    {
      id: 'dependency-cycle',
      severity: 'error',
      message: 'backfill, cutover, rehearsal, backfill is a loop',
      hint: 'Remove one link.',
      entity: 'backfill',
      source: { file: 'atlas.mspdi.xml', line: 41, column: 12, row: null, path: null },
    },
    {
      id: 'unknown-calendar',
      severity: 'warning',
      message: 'Calendar "Pune 2" has no working time and is left out',
      hint: null,
      entity: null,
      source: {
        file: 'atlas.mspdi.xml',
        line: 803,
        column: 1,
        row: null,
        path: '/Project/Calendars/Calendar[7]',
      },
    },
  ],
  problem_counts: { error: 1, warning: 1, info: 0 },
  sample: [
    { id: '1', title: 'Split the ledger schema', start: '2026-08-17', finish: '2026-09-25' },
    { id: '2', title: 'Dual writes', start: '2026-09-28', finish: '2026-10-16' },
  ],
  columns: null,
  fields: null,
  mapping: null,
  mappings: [],
  target: { program: null, title: 'Atlas' },
  remove_missing: false,
  diff: {
    added: 12,
    changed: 9,
    removed: 3,
    unchanged: 124,
    lines: [
      {
        kind: 'added',
        entity: 'activity',
        id: 'x',
        title: 'Fourth US ring',
        text: '5 d after Shift US traffic',
      },
      {
        kind: 'changed',
        entity: 'activity',
        id: 'y',
        title: 'Backfill 400 M rows',
        text: 'duration 6 d to 8 d',
      },
      {
        kind: 'removed',
        entity: 'dependency',
        id: 'z',
        title: 'Dual writes to EU soak',
        text: 'finish to start',
      },
    ],
    summary: ['GA moves from 11 to 15 Dec, 2 working days later.'],
  },
  result: null,
  error: null,
};
export const imports = {
  ready: base,
  mapping: {
    ...base,
    state: 'needs_mapping',
    format: 'csv',
    format_title: 'CSV',
    file: { name: 'plan.csv', size: 42_000 },
    problems: [],
    problem_counts: { error: 0, warning: 0, info: 0 },
    diff: null,
    columns: [
      { name: 'Task', samples: ['Dual writes', 'Backfill 400 M rows'], field: 'title', confidence: 0.98 },
      { name: 'Begin', samples: ['2026-09-28', '2026-10-26'], field: 'start', confidence: 0.8 },
      { name: 'Days', samples: ['15', '6'], field: 'duration', confidence: 0.7 },
      { name: 'Notes', samples: ['', 'see wiki'], field: null, confidence: 0 },
    ],
    fields: [
      { id: 'title', title: 'Title', entity: 'activity' },
      { id: 'start', title: 'Start', entity: 'activity' },
      { id: 'duration', title: 'Duration', entity: 'activity' },
      { id: 'owner', title: 'Owner', entity: 'activity' },
    ],
    mapping: { Task: 'title', Begin: 'start', Days: 'duration', Notes: null },
    mappings: [{ name: 'weekly', title: 'Weekly sheet' }],
  } as Import,
};
