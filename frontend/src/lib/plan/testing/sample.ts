/** Small plans for tests, written as rows. Days count from Monday 7 September 2026, UTC; work ends at 17:00. */
import type { Kind, PlanColumns } from '@/lib/plan/data/columns';
import { buildModel, type PlanModel } from '@/lib/plan/data/model';
import { DAY, dayOfIso } from '@/lib/plan/data/zone';

export const MONDAY = dayOfIso('2026-09-07');
export const at = (day: number, hour: number): number => (MONDAY + day) * DAY + hour * 60;

export type SampleRow = { id: string; kind?: Kind; parent?: string; from: number; to: number } & Partial<
  Record<string, unknown>
>;
export type SampleLink = { from: string; to: string; kind?: string; driving?: boolean };

const ABSENT = [
  'low', 'likely', 'high', 'actual_start', 'actual_finish', 'deadline', 'target', 'commitment', 'constraint',
  'constraint_at', 'p50', 'p85', 'on_time', 'criticality', 'baseline_start', 'baseline_finish', 'status',
  'remaining_days', 'cost', 'cost_per_day', 'start_variance_days', 'finish_variance_days', 'duration_variance_days',
]; // prettier-ignore

export function sampleColumns(rows: SampleRow[], links: SampleLink[] = []): PlanColumns {
  const row = (id: string | undefined): number => rows.findIndex((each) => each.id === id);
  const column = (name: string, otherwise: unknown): unknown[] => rows.map((each) => each[name] ?? otherwise);
  const driver = rows.map((each) => links.findIndex((link) => link.to === each.id && link.driving === true));
  const columns: Record<string, unknown[]> = {
    ...Object.fromEntries(ABSENT.map((name) => [name, column(name, null)])),
    id: rows.map((each) => each.id),
    title: rows.map((each) => each.title ?? each.id),
    kind: rows.map((each) => each.kind ?? 'task'),
    parent: rows.map((each) => row(each.parent)),
    level: column('level', 1),
    wbs: column('wbs', ''),
    start: rows.map((each) => at(each.from, each.kind === 'milestone' ? 17 : 9)),
    finish: rows.map((each) => at(each.to, 17)),
    duration_days: rows.map((each) => each.duration_days ?? each.to - each.from + 1),
    critical: column('critical', false),
    float_days: column('float_days', 9),
    risks: column('risks', ''),
    note: column('note', ''),
    driver,
    driven_by: column('driven_by', 'start'),
    ...Object.fromEntries(['workstream', 'team', 'owner'].map((name) => [name, column(name, -1)])),
    ...Object.fromEntries(
      ['calendar', 'progress', 'late_start', 'late_finish', 'free_float_days'].map((name) => [
        name,
        column(name, 0),
      ]),
    ),
    version: column('version', 1),
  };
  return {
    revision: 1, zone: 'UTC', status_date: '2026-09-09', start: at(-30, 0), finish: at(200, 0), today_line: at(2, 12),
    currency: 'EUR', hours_per_day: 8, final: null, final_path: [],
    baseline: { id: 'b', title: 'Baseline 2', taken: '2026-08-12' }, baselines: [],
    people: [{ id: 'ol', name: 'Oskár Lind', initials: 'OL', team: null, external: false }],
    teams: [{ id: 'a', title: 'A', calendar: null }, { id: 'b', title: 'B', calendar: null }],
    workstreams: [{ id: 'w', title: 'W', team: null }],
    calendars: [{ id: 'c', title: 'Standard', zone: 'UTC', default: true, nonworking: weekends(), week: [1, 1, 1, 1, 1, 0, 0].map((on) => (on ? [[540, 1020]] : [])) }],
    activities: columns as unknown as PlanColumns['activities'],
    dependencies: {
      id: links.map((link) => `${link.from}>${link.to}:${link.kind ?? 'FS'}`),
      predecessor: links.map((link) => row(link.from)),
      successor: links.map((link) => row(link.to)),
      kind: links.map((link) => link.kind ?? 'FS'),
      lag_days: links.map(() => 0), lag_text: links.map(() => ''),
      driving: links.map((link) => link.driving === true), version: links.map(() => 1),
    },
    problems: [],
  }; // prettier-ignore
}

function weekends(): PlanColumns['calendars'][number]['nonworking'] {
  return Array.from({ length: 40 }, (_, week) => [
    at(week * 7 - 30 * 7 + 5, 0),
    at(week * 7 - 30 * 7 + 7, 0),
    'weekend',
    '',
  ]);
}

export function sample(rows: SampleRow[], links: SampleLink[] = []): PlanModel {
  return buildModel(sampleColumns(rows, links));
}
