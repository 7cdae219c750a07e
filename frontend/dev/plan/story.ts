/** A made-up program of 148 activities for developing the Plan page: rows as text, columns as the contract has them. */

export type StoryRow = {
  id: string;
  title: string;
  kind: 'program' | 'workstream' | 'summary' | 'task' | 'milestone';
  level: number;
  owner: string;
  days: number;
  start: string;
  finish: string;
  float: number;
  progress: number;
  critical: boolean;
  calendar: number;
  more: Partial<Record<string, unknown>>;
};

/** level | id | title | owner | days | start | finish | float (c critical, - done) | percent | calendar | JSON of other columns */
const TEXT = `
1|atlas|Atlas|MS|84|08-17|12-11|0|38|0|
2|ws:ledger|Ledger split|OL|62|08-17|11-10|0|34|0|
3|ledger/schema|Split the ledger schema|OL|30|08-17|09-25|5|80|0|{"bs":"08-17","bf":"09-18","low":25,"likely":30,"high":36}
3|ledger/dual|Dual writes|OL|15|09-28|10-16|5|0|0|{"bs":"09-21","bf":"10-09"}
3|ledger/backfill|Backfill 400 M rows|JF|6|10-26|11-02|c|0|0|{"bs":"10-22","bf":"10-29","low":5,"likely":6,"high":15,"risks":"R-07"}
3|ledger/reconcile|Reconcile and checksum|JF|3|11-03|11-05|c|0|0|{"bs":"10-30","bf":"11-03"}
3|ledger/rehearsal|Cut-over rehearsal|OL|3|11-06|11-10|c|0|0|{"bs":"11-04","bf":"11-06"}
*ledger|30|18
2|ws:edge|Edge routing|PN|44|08-24|10-23|0|58|1|
3|edge/proxy|Proxy in two regions|PN|15|08-24|09-11|-|100|1|{"bs":"08-24","bf":"09-10"}
3|edge/ring|Ring controller for US|PN|12|09-24|10-12|31|0|1|{"bs":"09-24","bf":"10-12"}
3|edge/eu|Proxy on EU keys|PN|4|10-19|10-23|c|0|1|{"bs":"10-15","bf":"10-21"}
*edge|16|20
2|ws:keys|Tokens and keys|TW|25|09-14|10-16|0|12|0|
3|keys/hsm|HSM delivery, Frankfurt|XT|15|09-14|10-02|c|33|0|{"bs":"08-31","bf":"09-18","risks":"R-12"}
3|keys/ceremony|Key ceremony and import|TW|5|10-05|10-09|c|0|0|{"bs":"09-21","bf":"09-25"}
3|keys/service|EU key service|TW|5|10-12|10-16|c|0|0|{"bs":"09-28","bf":"10-02","low":5,"likely":5,"high":12}
3|keys/served|EU keys served|TW|0|10-16|10-16|c|0|0|{"bf":"10-02","deadline":"10-02","p50":"10-19","p85":"10-23","status":"off_track"}
*keys|12|14
2|ws:data|Data replication|RT|30|09-21|10-30|5|9|0|
*data|22|21
2|ws:settle|Settlement, compliance|KR|45|09-14|11-13|11|22|0|
3|settle/pci|PCI assessment, EU|IB|15|10-05|10-23|12|0|0|{"bs":"09-28","bf":"10-16"}
3|settle/india|India live|KR|0|11-13|11-13|11|0|0|{"bf":"11-20","deadline":"11-30","target":"2026-11-27","p50":"11-17","p85":"11-26","on_time":0.87,"status":"on_track"}
*settle|20|14
2|ws:rollout|Cut-over and rollout|DW|21|11-10|12-11|0|0|2|
3|beta|EU beta|DW|0|11-10|11-10|c|0|2|{"bf":"11-06","commitment":"2026-11-20","p50":"11-17","p85":"11-27","target":"2026-11-13","on_time":0.4,"status":"off_track"}
3|rollout/soak|EU soak|DW|10|11-11|11-24|c|0|2|{"bs":"11-09","bf":"11-20"}
3|rollout/shift|Shift US traffic, rings 1–4|MO|10|11-25|12-10|c|0|2|{"bs":"11-23","bf":"12-03","low":8,"likely":10,"high":18}
3|rollout/review|GA review|MS|1|12-11|12-11|c|0|2|{"bs":"12-04","bf":"12-04"}
3|ga|GA in three regions|MS|0|12-11|12-11|c|0|2|{"bf":"12-04","commitment":"2026-12-18","p50":"12-17","p85":"2027-01-13","target":"2026-12-11","on_time":0.24,"status":"off_track"}
*rollout|15|10
`;

const NAMES = [
  'Write the runbook',
  'Load test',
  'Review with security',
  'Schema of events',
  'Dashboards',
  'Alerts',
  'Dry run',
  'Contract tests',
  'Backfill sample',
  'Access rules',
  'Rotate secrets',
  'Failover test',
  'Capacity plan',
  'Cost model',
  'Migration script',
  'Feature flag',
  'Canary',
  'Tracing',
  'Docs for support',
  'Training',
  'Data retention',
  'Audit trail',
];

/** The rows, with generated ones where the text says `*workstream|number|offset`. */
export function storyRows(): StoryRow[] {
  return TEXT.trim()
    .split('\n')
    .flatMap((line) => (line.startsWith('*') ? generated(line) : [parsed(line)]));
}

function parsed(line: string): StoryRow {
  const [
    level = '1',
    id = '',
    title = '',
    owner = '',
    days = '0',
    start = '',
    finish = '',
    float = '0',
    percent = '0',
    calendar = '0',
    more = '',
  ] = line.split('|');
  const kind = level === '1' ? 'program' : level === '2' ? 'workstream' : days === '0' ? 'milestone' : 'task';
  return {
    id,
    title,
    kind,
    owner,
    level: Number(level),
    days: Number(days),
    start: full(start),
    finish: full(finish),
    float: Number(float) || 0,
    progress: Number(percent) / 100,
    critical: float === 'c',
    calendar: Number(calendar),
    more: more === '' ? {} : (JSON.parse(more) as StoryRow['more']),
  };
}

function generated(line: string): StoryRow[] {
  const [stream = '', count = '0', offset = '0'] = line.slice(1).split('|');
  return Array.from({ length: Number(count) }, (_, i) => {
    const start = weekdayAfter('2026-08-24', Number(offset) + ((i * 7) % 40));
    const days = 2 + ((i * 5) % 9);
    return {
      id: `${stream}/${i}`,
      title: NAMES[(i * 3 + stream.length) % NAMES.length] ?? '',
      kind: 'task' as const,
      level: 3,
      owner: ['OL', 'JF', 'PN', 'TW', 'RT'][i % 5] ?? '',
      days,
      start,
      finish: weekdayAfter(start, days - 1),
      float: 6 + ((i * 11) % 25),
      progress: start < '2026-09-10' ? 0.6 : 0,
      critical: false,
      calendar: 0,
      more: {},
    };
  });
}

export function full(day: string): string {
  return day.length > 5 ? day : `2026-${day}`;
}

/** The weekday `count` weekdays after a day. */
export function weekdayAfter(day: string, count: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  const step = count < 0 ? -1 : 1;
  for (let left = Math.abs(count); left > 0;) {
    at.setUTCDate(at.getUTCDate() + step);
    if (at.getUTCDay() % 6 !== 0) left -= 1;
  }
  return at.toISOString().slice(0, 10);
}

/** predecessor successor [kind lag], a star before a driving one. */
export const STORY_LINKS = `
ledger/schema ledger/dual
ledger/dual ledger/backfill
*edge/eu ledger/backfill
*ledger/backfill ledger/reconcile
*ledger/reconcile ledger/rehearsal
*ledger/rehearsal beta
edge/ring rollout/shift
*keys/served edge/eu
*keys/hsm keys/ceremony
*keys/ceremony keys/service
*keys/service keys/served
settle/pci beta
*beta rollout/soak
*rollout/soak rollout/shift
*rollout/shift rollout/review
*rollout/review ga
data/0 data/3 SS 2d
data/1 data/4 FF 1d
data/2 data/5 SF 0d
data/6 data/7 FS -2d
data/3 data/9
settle/3 settle/india FS 5d
`;
