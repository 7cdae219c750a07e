import type { Ageing, FlowView, Forecast, Issued, Measures } from '@/features/flow/useFlow';

/** A flow of 26 weeks of Edge, in the shape of the server. */
export const measures = (fields: Partial<Measures> = {}): Measures =>
  ({
    name: '',
    as_of: '2026-09-18',
    basis: 'started',
    items: 160,
    open: 20,
    weeks: Array.from({ length: 26 }, (_, at) => ({
      last: '2026-09-18',
      arrived: 5,
      finished: at % 2 ? 5 : 4,
      wip: 9,
    })),
    cycle_time: { items: 117, mean: 6.5, percentiles: { 50: 4, 70: 7, 85: 11, 95: 21 } },
    lead_time: { items: 117, mean: 30, percentiles: { 50: 20, 70: 31, 85: 48, 95: 90 } },
    expected: 11,
    ageing: [],
    control: null,
    little: {
      wip: 9.2,
      per_day: 0.64,
      cycle_time: 6.5,
      expected: 14.3,
      residual: -0.545,
      started: 120,
      finished: 117,
      wip_before: 8,
      wip_after: 11,
      age_before: 5,
      age_after: 9,
    },
    efficiency: null,
    efficiency_items: 0,
    ...fields,
  }) as Measures;

export const item = (key: string, fields: Partial<Ageing> = {}): Ageing => ({
  key,
  title: `What ${key} is about`,
  status: 'In review',
  age: 5,
  passed: 50,
  late: 0.2,
  ...fields,
});

export const view = (fields: Partial<FlowView> = {}): FlowView => ({
  revision: 3,
  as_of: '2026-09-18',
  known: '2026-09-18',
  by: 'auto',
  name: '',
  names: [
    { name: 'Edge', items: 90, done: 80, open: 10 },
    { name: 'Search', items: 70, done: 60, open: 10 },
  ],
  kinds: ['Bug', 'Story'],
  milestones: ['1.0'],
  measures: measures(),
  before: null,
  findings: ['117 items were finished in 26 weeks, 4.5 a week.', 'Half of them take 4 days.'],
  changes: [],
  problems: [],
  score: 96.5,
  charts: [],
  ...fields,
});

const when = (level: number, date: string, beyond = false) => ({ level, date, weeks: level / 10, beyond });

export const issued = (fields: Partial<Issued> = {}): Issued => ({
  number: 12,
  made: '2026-09-18T08:40:00Z',
  as_of: '2026-09-18',
  origin: 'web',
  issued_by: 'Mira Sandoval',
  question: { items: 10 },
  state: 'enough',
  said: '',
  when: [
    when(50, '2026-10-02'),
    when(70, '2026-10-05'),
    when(85, '2026-10-12'),
    when(95, '2026-10-26', true),
  ],
  how_many: [],
  on_time: null,
  lesson: 'own',
  items: 160,
  done: 140,
  seed: 1,
  model: 'throughput/2',
  inputs: 'abcdef0123456789',
  outcome: null,
  ...fields,
});

const coverage = (own: number) =>
  [50, 70, 85, 95].map((level) => ({
    level,
    share: own,
    low: own - 0.06,
    high: Math.min(1, own + 0.05),
  }));
const record = (history: string | null, share: number, enough = true) => ({
  history,
  forecasts: 132,
  effective: enough ? 60 : 8,
  enough,
  capped: 0,
  methods: [
    { name: 'ours', coverage: coverage(share), crps: 0.3, against_plain: -0.14, pinball: {}, pit: [] },
  ],
});

export const forecast = (fields: Partial<Forecast> = {}): Forecast => ({
  issued: issued(),
  answer: '10 more items are done by 12 Oct 2026 with 85 % confidence, by 2 Oct 2026 with 50 %.',
  grounds: 'Known until 18 Sep 2026.',
  track: 'Dates given with 85 % held 84 % [78, 89] of 132 earlier forecasts.',
  recent: 4.4,
  tried: true,
  learned: 132,
  own: 60,
  moved: {},
  chance_moved: null,
  first: [],
  limited: null,
  held: record('Edge', 0.84, false),
  held_all: record(null, 0.86),
  learning: { state: 'ready' },
  problems: [],
  score: 96.5,
  charts: [],
  ...fields,
});
