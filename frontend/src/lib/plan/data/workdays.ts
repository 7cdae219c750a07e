/** Working days between two days on a calendar. */
import type { PlanCalendar, PlanColumns } from './columns';
import { DAY, dayOf, toLocal, weekday, zoneTable } from './zone';

export type WorkdayTable = {
  /** Day number of the first day. */
  first: number;
  /** Working days in `[first, first + i)`. */
  before: Int32Array;
};

const MARGIN_DAYS = 60;

export const programCalendar = ({ calendars }: PlanColumns): PlanCalendar | undefined =>
  calendars.find((one) => one.default) ?? calendars[0];

export function workdayTable(columns: PlanColumns, calendar = programCalendar(columns)): WorkdayTable {
  const first = dayOf(columns.start) - MARGIN_DAYS;
  const length = dayOf(columns.finish) + MARGIN_DAYS - first;
  const off = new Uint8Array(length);
  if (calendar !== undefined) {
    const zone = zoneTable(calendar.zone, first * DAY, (first + length) * DAY);
    for (const [start, finish] of calendar.nonworking) {
      const last = dayOf(toLocal(zone, finish) - 1);
      for (let day = dayOf(toLocal(zone, start)); day <= last; day += 1) off[day - first] = 1;
    }
  }
  const before = new Int32Array(length + 1);
  for (let i = 0; i < length; i += 1) before[i + 1] = (before[i] ?? 0) + (off[i] === 1 ? 0 : 1);
  return { first, before };
}

/** Working days after `from` up to `to`, negative if `to` is earlier. Outside the table a week has five. */
export function workingDaysBetween(table: WorkdayTable, from: number, to: number): number {
  return workdaysBefore(table, to + 1) - workdaysBefore(table, from + 1);
}

function workdaysBefore(table: WorkdayTable, day: number): number {
  const last = table.first + table.before.length - 1;
  if (day < table.first) return -weekdays(day, table.first);
  if (day > last) return (table.before[table.before.length - 1] ?? 0) + weekdays(last, day);
  return table.before[day - table.first] ?? 0;
}

function weekdays(from: number, to: number): number {
  const whole = Math.floor((to - from) / 7);
  let days = whole * 5;
  for (let day = from + whole * 7; day < to; day += 1) days += weekday(day) < 5 ? 1 : 0;
  return days;
}

/** Whether anybody works on a day. */
export function isWorkday(table: WorkdayTable, day: number): boolean {
  return workingDaysBetween(table, day - 1, day) > 0;
}

const FARTHEST = 400;

/** The day itself, or the next one on which work goes on. */
export function workdayFrom(table: WorkdayTable, day: number): number {
  for (let at = day; at < day + FARTHEST; at += 1) if (isWorkday(table, at)) return at;
  return day;
}

/** The last of `count` working days of which `day` is the first. */
export function workdaysOn(table: WorkdayTable, day: number, count: number): number {
  let left = Math.max(1, Math.ceil(count));
  let last = day;
  for (let at = day; left > 0 && at < day + count * 7 + FARTHEST; at += 1) {
    if (!isWorkday(table, at)) continue;
    last = at;
    left -= 1;
  }
  return last;
}
