/** What lies behind the bars: weekends, freezes, holidays of each row's calendar, lines. */
import { DAY, dayOf, toLocal, weekday, zoneTable } from '@/lib/plan/data/zone';
import type { NonworkingKind, PlanCalendar, PlanColumns } from '@/lib/plan/data/columns';
import { eachRow, marksOf, type Frame } from './frame';
import { level, rect, upright } from './paths';
import { dayAt, dayX, exactX, type TimeScale } from './timescale';
import { uprights } from './ticks';

export type DaySpan = { from: number; to: number; title: string };
/** Days off by calendar; `to` is the day after the last. */
export type DaysOff = Record<NonworkingKind, DaySpan[]>[];

export type Ground = {
  /** Hours outside the shifts of the program calendar, at Day. */
  hours: string;
  weekends: string;
  freezes: string;
  holidays: string;
  months: string;
  faint: string;
  hairlines: string;
};

/** The days off of every calendar, on the calendar's own clock. */
export function daysOff(plan: PlanColumns): DaysOff {
  return plan.calendars.map((calendar) => {
    const zone = zoneTable(calendar.zone, plan.start - 600_000, plan.finish + 600_000);
    const spans: Record<NonworkingKind, DaySpan[]> = { weekend: [], holiday: [], freeze: [], time_off: [] };
    for (const [start, finish, kind, title] of calendar.nonworking) {
      spans[kind].push({
        from: dayOf(toLocal(zone, start)),
        to: dayOf(toLocal(zone, finish) - 1) + 1,
        title,
      });
    }
    return spans;
  });
}

/** Index of the program calendar. */
export function programCalendar(calendars: readonly PlanCalendar[]): number {
  return Math.max(
    0,
    calendars.findIndex((calendar) => calendar.default),
  );
}

export function ground(frame: Frame, off: DaysOff): Ground {
  const { scale, window, model } = frame;
  const marks = marksOf(scale.zoom);
  const program = off[programCalendar(model.columns.calendars)];
  const { top, bottom } = window;
  const height = bottom - top;
  const lines = uprights(scale, window.left, window.right);
  return {
    hours: scale.zoom === 'day' ? closedHours(frame, top, height) : '',
    weekends: marks.weekends ? stripes(frame, program?.weekend ?? [], top, height) : '',
    freezes:
      stripes(frame, program?.freeze ?? [], top, height) +
      rowStripes(frame, off, (calendar) => (calendar === program ? [] : calendar.freeze)),
    holidays: marks.holidays
      ? rowStripes(frame, off, (calendar) => [...calendar.holiday, ...calendar.time_off])
      : '',
    months: lines.lines.map((x) => upright(x, top, top + height)).join(''),
    faint: lines.faint.map((x) => upright(x, top, top + height)).join(''),
    hairlines: hairlines(frame),
  };
}

function stripes(frame: Frame, spans: readonly DaySpan[], top: number, height: number): string {
  return inWindow(frame, spans)
    .map((span) => stripe(frame.scale, span, top, height))
    .join('');
}

/** What lies before, between and after the shifts of each working day. Days off have their own stripes. */
function closedHours({ scale, window, model }: Frame, top: number, height: number): string {
  const { calendars } = model.columns;
  const week = calendars[programCalendar(calendars)]?.week;
  if (week === undefined) return '';
  let path = '';
  for (let day = dayAt(scale, window.left); day <= dayAt(scale, window.right); day += 1) {
    for (const [from, to] of gaps(week[weekday(day)] ?? [])) {
      const left = exactX(scale, day * DAY + from);
      path += rect(left, top, exactX(scale, day * DAY + to) - left, height);
    }
  }
  return path;
}

/** The rest of a day with shifts; nothing of a day without. */
export function gaps(shifts: readonly [number, number][]): [number, number][] {
  if (shifts.length === 0) return [];
  const found: [number, number][] = [];
  let open = 0;
  for (const [start, finish] of shifts.toSorted((a, b) => a[0] - b[0])) {
    if (start > open) found.push([open, start]);
    open = Math.max(open, finish);
  }
  if (open < DAY) found.push([open, DAY]);
  return found;
}

function stripe(scale: TimeScale, span: DaySpan, top: number, height: number): string {
  const left = dayX(scale, span.from);
  return rect(left, top, dayX(scale, span.to) - left, height);
}

export function inWindow(frame: Frame, spans: readonly DaySpan[]): DaySpan[] {
  const from = frame.scale.first + Math.floor(frame.window.left / frame.scale.perDay);
  const to = frame.scale.first + Math.ceil(frame.window.right / frame.scale.perDay);
  return spans.filter((span) => span.from < to && span.to > from);
}

/** Days off in the rows whose own calendar has them. */
function rowStripes(
  frame: Frame,
  off: DaysOff,
  chosen: (calendar: DaysOff[number]) => readonly DaySpan[],
): string {
  const calendars = frame.model.columns.activities.calendar;
  const spans = off.map((calendar) => inWindow(frame, chosen(calendar)));
  let path = '';
  eachRow(frame, (row, { top }) => {
    for (const span of spans[calendars[row] ?? -1] ?? [])
      path += stripe(frame.scale, span, top, frame.rowHeight - 1);
  });
  return path;
}

function hairlines(frame: Frame): string {
  let path = '';
  eachRow(frame, (_, { top }) => {
    path += level(frame.window.left, frame.window.right, top + frame.rowHeight - 0.5);
  });
  return path;
}
