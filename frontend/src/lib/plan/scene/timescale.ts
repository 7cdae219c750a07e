/** Time to pixels. One pixel scale for the whole plan; `x` is a distance from the left edge of the first day. */
import { DAY, weekday } from '@/lib/plan/data/zone';
import type { PlanModel } from '@/lib/plan/data/model';

export const ZOOMS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Zoom = (typeof ZOOMS)[number];
/** A zoom level, or the whole plan in the window. */
export type ZoomChoice = Zoom | 'fit';

export const PIXELS_PER_DAY: Record<Zoom, number> = {
  day: 72,
  week: 20,
  month: 3.96,
  quarter: 1.6,
  year: 0.5,
};
const LEAST: [Zoom, number][] = [
  ['day', 48],
  ['week', 10],
  ['month', 2.6],
  ['quarter', 0.9],
];

export type TimeScale = {
  zoom: Zoom;
  perDay: number;
  /** Day number at x = 0, a Monday. */
  first: number;
  /** One past the last day. */
  last: number;
  width: number;
};

const LABEL_ROOM = 110;
const PAD_DAYS = 6;

/** First and last local minute that any mark of the plan stands on. */
export const extent = (model: PlanModel): readonly [number, number] => model.extent;

/** Zoom level whose marks are drawn at a density. */
export function zoomOf(perDay: number): Zoom {
  return LEAST.find(([, least]) => perDay >= least)?.[0] ?? 'year';
}

/** The scale that shows the extent at a zoom, at least `window` pixels wide. */
export function timeScale(
  [low, high]: readonly [number, number],
  choice: ZoomChoice,
  window: number,
): TimeScale {
  const from = mondayBefore(Math.floor(low / DAY) - PAD_DAYS);
  const to = Math.ceil(high / DAY) + PAD_DAYS;
  const perDay = choice === 'fit' ? fitted(to - from, window) : PIXELS_PER_DAY[choice];
  const days = Math.max(to - from + LABEL_ROOM / perDay, window / perDay);
  const last = from + Math.ceil(days);
  const width = choice === 'fit' ? window : Math.max(window, Math.floor((last - from) * perDay));
  return { zoom: choice === 'fit' ? zoomOf(perDay) : choice, perDay, first: from, last, width };
}

function fitted(days: number, window: number): number {
  return Math.min(PIXELS_PER_DAY.week, Math.max(0.05, (window - LABEL_ROOM) / Math.max(days, 1)));
}

export function mondayBefore(day: number): number {
  return day - weekday(day);
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Left edge of a day. */
export function dayX(scale: TimeScale, day: number): number {
  return tenth((day - scale.first) * scale.perDay);
}

/** Exact place of a local minute. */
export function exactX(scale: TimeScale, local: number): number {
  return tenth((local / DAY - scale.first) * scale.perDay);
}

/** Left edge of work that starts then: of its day, except at Day, where the hour shows. */
export function startX(scale: TimeScale, local: number): number {
  return scale.zoom === 'day' ? exactX(scale, local) : dayX(scale, Math.floor(local / DAY));
}

/** Right edge of work that finishes then. Midnight belongs to the day before. */
export function finishX(scale: TimeScale, local: number): number {
  return scale.zoom === 'day' ? exactX(scale, local) : dayX(scale, Math.floor((local - 1) / DAY) + 1);
}

/** Place of an event: the middle of its day, except at Day. */
export function pointX(scale: TimeScale, local: number): number {
  return scale.zoom === 'day'
    ? exactX(scale, local)
    : tenth((Math.floor((local - 1) / DAY) + 0.5 - scale.first) * scale.perDay);
}

/** Day at a place. */
export function dayAt(scale: TimeScale, x: number): number {
  return scale.first + Math.floor(x / scale.perDay);
}
