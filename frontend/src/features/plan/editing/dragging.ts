/** What dragging a bar or one of its edges means: the days it comes to stand on, the fields that say so, and why not. Pure. */
import type { RowPatch } from '@/api/types';
import { hasChildren } from '@/lib/plan/data/chain';
import type { PlanModel } from '@/lib/plan/data/model';
import { DAY, dayOf, lastDay, NONE, toInstant } from '@/lib/plan/data/zone';
import {
  workdayFrom,
  workdaysOn,
  workdayTable,
  workingDaysBetween,
  type WorkdayTable,
} from '@/lib/plan/data/workdays';
import type { Grip } from '@/lib/plan/scene/grip';
import type { MessageKey } from '@/lib/messages/en';
import type { ActivityFields } from './changes';
import { startsOn } from './cells';

export type Dragged = {
  /** First and last day. */
  from: number;
  to: number;
  fields: ActivityFields;
  row: Omit<RowPatch, 'id'>;
  key: MessageKey;
  days: number;
};

/** Why a bar cannot be dragged; null where it can. */
export function whyFixed(model: PlanModel, grip: Grip): MessageKey | null {
  const rows = model.columns.activities;
  if (rows.kind[grip.row] === 'summary' || hasChildren(model, grip.row)) return 'plan.drag.summary';
  return (rows.actual_finish[grip.row] ?? null) === null ? null : 'plan.drag.finished';
}

/** Working days of the row's own calendar. */
export function workdaysOf(model: PlanModel, row: number): WorkdayTable {
  const { calendars, activities } = model.columns;
  return workdayTable(model.columns, calendars[activities.calendar[row] ?? -1]);
}

/** A bar or its edge after it was moved by whole days; null where nothing changes. */
export function dragged(model: PlanModel, table: WorkdayTable, grip: Grip, by: number): Dragged | null {
  if (by === 0 || grip.part === 'link' || whyFixed(model, grip) !== null) return null;
  const span = spanOf(model, grip.row);
  if (grip.part === 'bar') return moved(model, table, grip.row, span, by);
  return grip.side === 'finish'
    ? stretched(model, table, grip.row, span, by)
    : begun(model, table, grip.row, span, by);
}

type Span = { first: number; last: number };

function spanOf(model: PlanModel, row: number): Span {
  const last = lastDay(model.finish[row] ?? 0);
  return {
    first: model.columns.activities.kind[row] === 'milestone' ? last : dayOf(model.start[row] ?? 0),
    last,
  };
}

function moved(
  model: PlanModel,
  table: WorkdayTable,
  row: number,
  { first, last }: Span,
  by: number,
): Dragged | null {
  const milestone = model.columns.activities.kind[row] === 'milestone';
  const from = workdayFrom(table, first + by);
  if (from === first) return null;
  const length = workingDaysBetween(table, first - 1, last);
  const to = milestone ? from : workdaysOn(table, from, length);
  // a milestone stands at the end of its day: it lands there from the next morning on
  const read = startsOn(model, row, from);
  if (read.kind !== 'change') return null;
  const actual = read.fields.actual_start !== undefined;
  return {
    from,
    to,
    fields: read.fields,
    row: { ...read.row, ...datesOf(model, row, from, to) },
    key: actual ? 'plan.drag.actual' : 'plan.drag.start',
    days: length,
  };
}

function stretched(
  model: PlanModel,
  table: WorkdayTable,
  row: number,
  { first, last }: Span,
  by: number,
): Dragged | null {
  const rows = model.columns.activities;
  const to = Math.max(first, last + by);
  if (to === last) return null;
  const started = (rows.actual_start[row] ?? null) !== null || (rows.progress[row] ?? 0) > 0;
  const status = model.statusLine === NONE ? first - 1 : dayOf(model.statusLine);
  const begin = started ? Math.max(first - 1, status) : first - 1;
  const days = rows.elapsed?.[row] === true ? to - begin : workingDaysBetween(table, begin, to);
  const least = Math.max(started ? 0 : 1, days);
  const text = `${least}${rows.elapsed?.[row] === true ? 'ed' : 'd'}`;
  return {
    from: first,
    to,
    fields: started ? { remaining: text } : { duration: text },
    row: { ...(started ? {} : { duration_days: least }), ...datesOf(model, row, first, to) },
    key: started ? 'plan.drag.remaining' : 'plan.drag.duration',
    days: least,
  };
}

function begun(
  model: PlanModel,
  table: WorkdayTable,
  row: number,
  { first, last }: Span,
  by: number,
): Dragged | null {
  const from = workdayFrom(table, Math.min(last, first + by));
  const read = startsOn(model, row, from);
  if (from === first || read.kind !== 'change') return null;
  if (read.fields.actual_start !== undefined) {
    return {
      from,
      to: last,
      fields: read.fields,
      row: datesOf(model, row, from, last),
      key: 'plan.drag.actual',
      days: 0,
    };
  }
  const days = Math.max(1, workingDaysBetween(table, from - 1, last));
  return {
    from,
    to: last,
    fields: { ...read.fields, duration: `${days}d` },
    row: { ...read.row, duration_days: days, ...datesOf(model, row, from, last) },
    key: 'plan.drag.both',
    days,
  };
}

/** Instants of the dragged row, at the times of day that it has now: the server's are more exact. */
function datesOf(model: PlanModel, row: number, from: number, to: number): Omit<RowPatch, 'id'> {
  const start = model.start[row] ?? 0;
  const finish = model.finish[row] ?? 0;
  const milestone = model.columns.activities.kind[row] === 'milestone';
  const at = (day: number, local: number, day0: number): number =>
    toInstant(model.zone, day * DAY + local - day0 * DAY);
  const end = at(to, finish, lastDay(finish));
  return { start: milestone ? end : at(from, start, dayOf(start)), finish: end };
}
