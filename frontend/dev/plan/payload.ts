/** The made-up program in the shape of the contract. */
import type { PlanColumns, Why } from '../../src/api/types';
import { full, STORY_LINKS, storyRows, type StoryRow } from './story.ts';

const minutes = (day: string, hour: number): number =>
  Date.parse(`${day}T00:00:00Z`) / 60_000 + (hour - (day < '2026-10-25' ? 2 : 1)) * 60;
const on = (value: unknown, hour: number): number | null =>
  typeof value === 'string' ? minutes(full(value), hour) : null;

const PEOPLE: [string, string][] = [
  ['MS', 'Mira Sorel'],
  ['OL', 'Oskar Lind'],
  ['JF', 'Jonas Feld'],
  ['PN', 'Priya Nair'],
  ['TW', 'Tess Wong'],
  ['XT', 'Frankfurt supplier'],
  ['RT', 'Rosa Tamm'],
  ['KR', 'Kiran Rao'],
  ['IB', 'Ines Bauer'],
  ['DW', 'Dana West'],
  ['MO', 'Mo Okafor'],
];

export function storyPayload(): PlanColumns {
  const rows = storyRows();
  const row = (id: string): number => rows.findIndex((each) => each.id === id);
  const links = STORY_LINKS.trim()
    .split('\n')
    .map((line) => line.replace('*', '').split(' '));
  const driving = STORY_LINKS.trim()
    .split('\n')
    .map((line) => line.startsWith('*'));
  const streams = rows.filter((each) => each.kind === 'workstream');
  return {
    revision: 214,
    zone: 'Europe/Berlin',
    status_date: '2026-09-18',
    start: minutes('2026-08-17', 9),
    finish: minutes('2027-02-01', 17),
    today_line: minutes('2026-09-18', 17),
    currency: 'EUR',
    hours_per_day: 8,
    final: 'ga',
    final_path: [],
    forecast: { run: 1, explained: true },
    baseline: { id: 'b2', title: 'Baseline 2', taken: '2026-08-12' },
    baselines: [
      { id: 'b2', title: 'Baseline 2', taken: '2026-08-12', reason: '' },
      { id: 'b1', title: 'Baseline 1', taken: '2026-06-01', reason: '' },
    ],
    people: PEOPLE.map(([initials, name]) => ({
      id: initials.toLowerCase(),
      name,
      initials: initials === 'XT' ? 'Ext' : initials,
      team: null,
      external: initials === 'XT',
    })),
    teams: [
      { id: 'ledger', title: 'Ledger', calendar: null },
      { id: 'identity', title: 'Identity', calendar: null },
    ],
    workstreams: streams.map((each) => ({ id: each.id.slice(3), title: each.title, team: null })),
    calendars: calendars(),
    activities: { ...plain(rows, row, streams), ...dates(rows), ...forecasts(rows, links, driving) },
    dependencies: {
      id: links.map((link) => `${link[0] ?? ''}>${link[1] ?? ''}:${link[2] ?? 'FS'}`),
      predecessor: links.map((link) => row(link[0] ?? '')),
      successor: links.map((link) => row(link[1] ?? '')),
      kind: links.map((link) => link[2] ?? 'FS'),
      lag_days: links.map((link) => parseFloat(link[3] ?? '0')),
      lag_text: links.map((link) => link[3] ?? ''),
      driving,
      version: links.map(() => 1),
    },
    problems: [],
    quality: null,
  };
}

/** Minutes that Berlin is ahead of UTC on a day. */
const shift = (minute: number): number => (minute < Date.parse('2026-10-25') / 60_000 ? 120 : 60);

function calendars(): PlanColumns['calendars'] {
  const weekends: [number, number, 'weekend', string][] = [];
  for (let day = Date.parse('2026-07-04') / 60_000; day < Date.parse('2027-12-01') / 60_000; day += 7 * 1440)
    weekends.push([day - shift(day), day + 2 * 1440 - shift(day), 'weekend', '']);
  const freeze: [number, number, 'freeze', string] = [
    minutes('2026-12-20', 0),
    minutes('2027-01-02', 0),
    'freeze',
    'Year-end change freeze',
  ];
  const off = (from: string, to: string, title: string): [number, number, 'holiday', string] => [
    minutes(from, 0),
    minutes(to, 0),
    'holiday',
    title,
  ];
  const base = { zone: 'Europe/Berlin' };
  return [
    { ...base, id: 'eu', title: 'Berlin', default: true, nonworking: [...weekends, freeze] },
    {
      ...base,
      id: 'in',
      title: 'Pune',
      default: false,
      nonworking: [...weekends, off('2026-10-20', '2026-10-21', 'Dussehra'), freeze],
    },
    {
      ...base,
      id: 'us',
      title: 'Seattle',
      default: false,
      nonworking: [...weekends, off('2026-11-26', '2026-11-28', 'Thanksgiving'), freeze],
    },
  ];
}

function plain(rows: StoryRow[], row: (id: string) => number, streams: StoryRow[]) {
  let stream = -1;
  let inStream = 0;
  const wbs = rows.map((each) => {
    if (each.kind === 'program') return '';
    if (each.kind === 'workstream') {
      stream += 1;
      inStream = 0;
      return String(stream + 1);
    }
    inStream += 1;
    return `${stream + 1}.${inStream}`;
  });
  const parent = rows.map((each, i) => {
    if (each.level === 1) return -1;
    for (let above = i - 1; above >= 0; above -= 1) if ((rows[above]?.level ?? 9) < each.level) return above;
    return row('atlas');
  });
  return {
    id: rows.map((each) => each.id),
    title: rows.map((each) => each.title),
    kind: rows.map((each) => each.kind),
    parent,
    level: rows.map((each) => each.level),
    wbs,
    workstream: parent.map((above, i) =>
      streams.findIndex(
        (each) => each.id === (rows[i]?.kind === 'workstream' ? rows[i].id : rows[above]?.id),
      ),
    ),
    team: rows.map((each) => (each.id.startsWith('keys') ? 1 : 0)),
    owner: rows.map((each) => PEOPLE.findIndex(([initials]) => initials === each.owner)),
    calendar: rows.map((each) => each.calendar),
    duration_days: rows.map((each) => each.days),
    progress: rows.map((each) => each.progress),
    float_days: rows.map((each) => each.float),
    free_float_days: rows.map((each) => each.float),
    critical: rows.map((each) => each.critical),
    version: rows.map(() => 1),
  };
}

function dates(rows: StoryRow[]) {
  const some = (name: string): (number | null)[] =>
    rows.map((each) => (typeof each.more[name] === 'number' ? each.more[name] : null));
  const text = (name: string): (string | null)[] =>
    rows.map((each) => (typeof each.more[name] === 'string' ? each.more[name] : null));
  return {
    start: rows.map((each) => minutes(each.start, each.kind === 'milestone' ? 17 : 9)),
    finish: rows.map((each) => minutes(each.finish, 17)),
    late_start: rows.map((each) => minutes(each.start, 9)),
    late_finish: rows.map((each) => minutes(each.finish, 17)),
    low: some('low'),
    likely: some('likely'),
    high: some('high'),
    actual_start: rows.map((each) => (each.progress > 0 ? minutes(each.start, 9) : null)),
    actual_finish: rows.map((each) => (each.progress >= 1 ? minutes(each.finish, 17) : null)),
    deadline: rows.map((each) => on(each.more.deadline, 24)),
    target: text('target'),
    commitment: text('commitment'),
    constraint: rows.map(() => null),
    constraint_at: rows.map(() => null),
    baseline_start: rows.map((each) => on(each.more.bs, 9)),
    baseline_finish: rows.map((each) => on(each.more.bf, 17)),
    risks: rows.map((each) => (typeof each.more.risks === 'string' ? each.more.risks : '')),
  };
}

function forecasts(rows: StoryRow[], links: string[][], driving: boolean[]) {
  const driver = rows.map((each) => links.findIndex((link, i) => driving[i] === true && link[1] === each.id));
  return {
    driver,
    driven_by: driver.map((link) => (link < 0 ? 'start' : 'dependency')),
    p50: rows.map((each) => on(each.more.p50, 17)),
    p85: rows.map((each) => on(each.more.p85, 17)),
    on_time: rows.map((each) => (typeof each.more.on_time === 'number' ? each.more.on_time : null)),
    criticality: rows.map(() => null),
    status: rows.map((each) => (each.more.status ?? null) as 'on_track' | null),
  };
}

/** The panel's record of the last milestone; other rows get a shorter one. */
export function storyWhy(plan: PlanColumns, id: string): Why {
  const { activities, dependencies } = plan;
  const row = activities.id.indexOf(id);
  const iso = (minute: number | null | undefined): string | null =>
    minute === null || minute === undefined
      ? null
      : new Date((minute - 60) * 60_000).toISOString().slice(0, 10);
  const chain: number[] = [];
  for (let at = row; at >= 0; at = dependencies.predecessor[activities.driver[at] ?? -1] ?? -1)
    chain.unshift(at);
  return {
    id,
    title: activities.title[row] ?? '',
    kind: activities.kind[row] ?? 'task',
    status: activities.status[row]
      ? { status: activities.status[row], rule: ['P(on time) under 50 %'], reason: ['24 % against 11 Dec'] }
      : null,
    plan: iso(activities.finish[row]),
    p50: iso(activities.p50[row]),
    p85: iso(activities.p85[row]),
    on_time: activities.on_time[row] ?? null,
    sentence: [
      'The plan lands on ',
      { ref: { kind: 'milestone', id }, text: '11 Dec' },
      ' because Identity serves EU keys only on ',
      { ref: { kind: 'milestone', id: 'keys/served' }, text: '16 Oct' },
      '. Then Edge switches the proxy, Ledger backfills and rehearses, the beta soaks 10 days, and US traffic moves in four rings.',
    ],
    chain: chain.map((at) => ({
      id: activities.id[at] ?? '',
      title: activities.title[at] ?? '',
      start: iso(activities.start[at]) ?? '',
      finish: iso(activities.finish[at]) ?? '',
      duration_days: activities.duration_days[at] ?? 0,
      reason: 'dependency',
      lag_text: '',
    })),
    floats: [
      { label: 'Total float to the target of 11 Dec', value: ['0 days'] },
      { label: 'Next path, through Dual writes', value: ['5 days'] },
    ],
    lost: [
      { calendar: 'in', title: 'Dussehra in Pune', days: 1, dates: '20 Oct' },
      { calendar: 'us', title: 'Thanksgiving in Seattle', days: 2, dates: '26–27 Nov' },
    ],
    driven_by: { kind: 'dependency', text: ['GA review'] },
    drivers: [
      { kind: 'risk', id: 'R-07', title: 'Replication lag', detail: '', days: 9 },
      { kind: 'activity', id: 'keys/service', title: 'EU key service', detail: '5 to 12 d', days: 5 },
      { kind: 'activity', id: 'ledger/backfill', title: 'Backfill', detail: '5 to 15 d', days: 4 },
      { kind: 'risk', id: 'R-12', title: 'HSM in customs', detail: '', days: 3 },
      { kind: 'activity', id: 'rollout/shift', title: 'Shift US traffic', detail: '8 to 18 d', days: 2 },
    ],
    drivers_note: 'working days, not additive',
    side_by_side: null,
    baseline: {
      id: 'b2',
      title: 'Baseline 2',
      taken: '2026-08-12',
      days: 5,
      contributions: [
        { id: 'beta', title: 'EU beta later, through EU keys', days: 2 },
        { id: 'rollout/shift', title: 'Fourth US ring, change CR-05', days: 3 },
      ],
    },
    facts: {
      on_time: {
        id: 'on_time',
        label: 'P(on time)',
        value: 0.24,
        unit: '',
        formula: '2,391 of 10,000 runs',
        records: [],
        as_of: '2026-09-18T08:40:00+02:00',
        interval: null,
      },
    },
  };
}
