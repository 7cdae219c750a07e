/** What lies behind the bars: weekends, freezes, holidays of each row's calendar, lines. */
import { dayOf, toLocal, zoneTable } from '@/lib/plan/data/zone';
import type { NonworkingKind, PlanCalendar, PlanColumns } from '@/lib/plan/data/columns';
import { eachRow, marksOf, type Frame } from './frame';
import { level, rect, upright } from './paths';
import { dayX, type TimeScale } from './timescale';
import { ticks } from './ticks';

export type DaySpan = { from: number; to: number; title: string };
/** Days off by calendar; `to` is the day after the last. */
export type DaysOff = Record<NonworkingKind, DaySpan[]>[];

export type Ground = {
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
  const lines = ticks(scale, window.left, window.right);
  return {
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
