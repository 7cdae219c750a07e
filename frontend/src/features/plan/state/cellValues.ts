/** What the columns that can be chosen show of a row. Pure. */
import type { PlanModel } from '@/lib/plan/data/model';
import { linksInto, linksOut } from '@/lib/plan/data/model';
import { dayOf, dayOfIso, lastDay, NONE, toLocal } from '@/lib/plan/data/zone';
import { workingDaysBetween } from '@/lib/plan/data/workdays';
import type { DayWords } from '@/lib/plan/words/days';
import { daysFigure } from '@/lib/plan/words/durations';
import { MINUS } from '@/lib/format/numbers';
import type { MessageKey } from '@/lib/messages/en';
import { t } from '@/lib/messages/t';
import type { MoreColumn } from './columnIds';

/** Columns of words; the others are figures and dates, and stand at the right. */
const WORDS: readonly MoreColumn[] = ['constraint', 'status', 'ownerName', 'team', 'workstream', 'calendar', 'predecessors', 'successors', 'risks', 'note']; // prettier-ignore
const WIDTHS: Partial<Record<MoreColumn, number>> = {
  constraint: 150, status: 78, ownerName: 110, team: 96, workstream: 110, calendar: 110, predecessors: 110, successors: 110, risks: 70, note: 180, deadlineFloat: 76, cost: 72, costPerDay: 72,
}; // prettier-ignore
const DATES: readonly MoreColumn[] = ['lateStart', 'lateFinish', 'actualStart', 'actualFinish', 'deadline', 'target', 'commitment', 'baselineStart', 'baselineFinish', 'pHalf', 'pMost']; // prettier-ignore

export const isWords = (id: MoreColumn): boolean => WORDS.includes(id);

/** Its width unless the reader sets another; `dates` is that of a date. */
export const widthOf = (id: MoreColumn, dates: number): number =>
  WIDTHS[id] ?? (DATES.includes(id) ? Math.max(dates, 62) : 56);

export function cellValue(model: PlanModel, row: number, id: MoreColumn, words: DayWords): string {
  const rows = model.columns.activities;
  const milestone = rows.kind[row] === 'milestone';
  const begins = (at: number | null | undefined) =>
    at === null || at === undefined ? '' : words.short(dayOf(toLocal(model.zone, at)));
  const ends = (at: number | null | undefined) =>
    at === null || at === undefined ? '' : words.short(lastDay(toLocal(model.zone, at)));
  const iso = (text: string | null | undefined) => (text ? words.short(dayOfIso(text)) : '');
  const done = (rows.actual_finish[row] ?? null) !== null || (rows.progress[row] ?? 0) >= 1;
  switch (id) {
    case 'lateStart':
      return milestone || done ? '' : begins(rows.late_start[row]);
    case 'lateFinish':
      return done ? '' : ends(rows.late_finish[row]);
    case 'freeFloat':
      return done ? '' : figure(rows.free_float_days[row]);
    case 'actualStart':
      return begins(rows.actual_start[row]);
    case 'actualFinish':
      return ends(rows.actual_finish[row]);
    case 'remaining':
      return done || milestone ? '' : figure(remainingOf(model, row));
    case 'constraint':
      return constraintWords(model, row, words);
    case 'deadline':
      return ends(rows.deadline[row]);
    case 'deadlineFloat':
      return done ? '' : figure(deadlineFloat(model, row));
    case 'target':
      return iso(rows.target[row]);
    case 'commitment':
      return iso(rows.commitment[row]);
    case 'baselineStart':
      return begins(rows.baseline_start[row]);
    case 'baselineFinish':
      return ends(rows.baseline_finish[row]);
    case 'startVariance':
      return delta(rows.start_variance_days?.[row]);
    case 'finishVariance':
      return delta(rows.finish_variance_days?.[row]);
    case 'durationVariance':
      return delta(rows.duration_variance_days?.[row]);
    case 'low':
      return figure(rows.low[row]);
    case 'likely':
      return figure(rows.likely[row]);
    case 'high':
      return figure(rows.high[row]);
    case 'pHalf':
      return ends(rows.p50[row]);
    case 'pMost':
      return ends(rows.p85[row]);
    case 'onTime':
      return share(rows.on_time[row]);
    case 'criticality':
      return share(rows.criticality[row]);
    case 'status': {
      const status = rows.status[row];
      return status ? t(`status.${status}` as MessageKey) : '';
    }
    case 'ownerName':
      return model.columns.people[rows.owner[row] ?? -1]?.name ?? '';
    case 'team':
      return model.columns.teams[rows.team[row] ?? -1]?.title ?? '';
    case 'workstream':
      return model.columns.workstreams[rows.workstream[row] ?? -1]?.title ?? '';
    case 'calendar':
      return isGroup(model, row) ? '' : (model.columns.calendars[rows.calendar[row] ?? -1]?.title ?? '');
    case 'predecessors':
      return linkWords(model, [...linksInto(model.links, row)], model.links.from);
    case 'successors':
      return linkWords(model, [...linksOut(model.links, row)], model.links.to);
    case 'cost':
      return money(rows.cost?.[row]);
    case 'costPerDay':
      return money(rows.cost_per_day?.[row]);
    case 'risks':
      return (rows.risks[row] ?? '').split(' ').filter(Boolean).join(', ');
    case 'note':
      return rows.note?.[row] ?? '';
  }
}

const isGroup = (model: PlanModel, row: number): boolean =>
  ['program', 'workstream', 'summary'].includes(model.columns.activities.kind[row] ?? '');

/** Tenths only where they matter. */
const figure = (days: number | null | undefined): string =>
  days === null || days === undefined
    ? ''
    : daysFigure(Math.abs(days) < 10 ? days : Math.round(days)).replace('-', MINUS);

const delta = (days: number | null | undefined): string =>
  days === null || days === undefined ? '' : `${days > 0 ? '+' : ''}${figure(days)}`;

const share = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : `${Math.round(value * 100)}\u00a0%`;

const amounts = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const money = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : amounts.format(value);

/** Reported, else what progress leaves of the duration. */
function remainingOf(model: PlanModel, row: number): number | null {
  const rows = model.columns.activities;
  if (isGroup(model, row)) return null;
  const reported = rows.remaining_days?.[row] ?? null;
  return reported ?? (rows.duration_days[row] ?? 0) * (1 - (rows.progress[row] ?? 0));
}

/** Working days of the program calendar from the plan's finish to the deadline; negative where it is missed. */
function deadlineFloat(model: PlanModel, row: number): number | null {
  const deadline = model.deadline[row] ?? NONE;
  if (deadline === NONE) return null;
  const days = workingDaysBetween(model.workdays, lastDay(model.finish[row] ?? 0), lastDay(deadline));
  return days === 0 ? 0 : days;
}

function constraintWords(model: PlanModel, row: number, words: DayWords): string {
  const rows = model.columns.activities;
  const kind = rows.constraint[row];
  if (!kind) return '';
  const at = rows.constraint_at[row] ?? null;
  const ends = kind.includes('finish');
  const local = at === null ? null : toLocal(model.zone, at);
  const day = local === null ? '' : words.short(ends ? lastDay(local) : dayOf(local));
  return `${t(`activity.constraint.${kind}` as MessageKey)} ${day}`.trim();
}

/** "1.2.3, 1.4SS+2d": by outline number; finish-start is unsaid. */
function linkWords(model: PlanModel, links: readonly number[], ends: Int32Array): string {
  const { kind, lag_text: lag } = model.columns.dependencies;
  const { id, wbs } = model.columns.activities;
  return links
    .map((link) => {
      const row = ends[link] ?? -1;
      const outline = wbs[row] ?? '';
      const number = outline === '' ? (id[row] ?? '?') : outline;
      const offset = lag[link] ?? '';
      const said = kind[link] !== 'FS' || offset !== '' ? (kind[link] ?? '') : '';
      return `${number}${said}${offset === '' || /^[+\-\u2212]/.test(offset) ? offset : `+${offset}`}`;
    })
    .join(', ');
}
