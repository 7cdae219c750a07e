/** The two lines of the time head: periods above, shorter ones below. */
import { weekday } from '@/lib/plan/data/zone';
import { dayX, mondayBefore, type TimeScale, type Zoom } from './timescale';

export type Tick = { day: number; x: number; label: string };
type Place = Omit<Tick, 'label'>;

type Step = { first: (day: number) => number; next: (day: number) => number; label: (day: number) => string };

const date = (day: number): Date => new Date(day * 86_400_000);
const dayNumber = (year: number, month: number): number => Date.UTC(year, month, 1) / 86_400_000;
const inUtc = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
const longMonth = inUtc({ month: 'long', year: 'numeric' });
const shortMonth = inUtc({ month: 'short' });
const shortWeekday = inUtc({ weekday: 'short' });

const months = (size: number, label: (day: number) => string): Step => ({
  first: (day) => dayNumber(date(day).getUTCFullYear(), Math.floor(date(day).getUTCMonth() / size) * size),
  next: (day) => dayNumber(date(day).getUTCFullYear(), date(day).getUTCMonth() + size),
  label,
});
const days = (size: 1 | 7, label: (day: number) => string): Step => ({
  first: size === 7 ? mondayBefore : (day) => day,
  next: (day) => day + size,
  label,
});

const ofMonth = (day: number): string => String(date(day).getUTCDate());
const quarter = (day: number): string => `Q${Math.floor(date(day).getUTCMonth() / 3) + 1}`;
const year = (day: number): string => String(date(day).getUTCFullYear());

const MONTHS = months(1, (day) => longMonth.format(date(day)));
const STEPS: Record<Zoom, { upper: Step; lower: Step }> = {
  day: { upper: MONTHS, lower: days(1, (day) => `${shortWeekday.format(date(day))} ${ofMonth(day)}`) },
  week: { upper: MONTHS, lower: days(7, (day) => `${ofMonth(day)} ${shortMonth.format(date(day))}`) },
  month: { upper: MONTHS, lower: days(7, ofMonth) },
  quarter: {
    upper: months(3, (day) => `${quarter(day)} ${year(day)}`),
    lower: months(1, (day) => shortMonth.format(date(day))),
  },
  year: { upper: months(12, year), lower: months(3, quarter) },
};

/** Ticks that begin in or before `[from, to]` (x) and reach into it; labels that would collide are left out. */
export function ticks(scale: TimeScale, from: number, to: number): { upper: Tick[]; lower: Tick[] } {
  const { upper, lower } = STEPS[scale.zoom];
  return {
    upper: spaced(run(scale, upper, from, to), 34).map((place) => labelled(place, upper)),
    lower: lowerPlaces(scale, from, to).map((place) => labelled(place, lower)),
  };
}

/** Where the upright lines of the chart stand: those of the periods above, and faint ones at Day and Week. */
export function uprights(scale: TimeScale, from: number, to: number): { lines: number[]; faint: number[] } {
  const close = scale.zoom === 'week' || scale.zoom === 'day';
  return {
    lines: run(scale, STEPS[scale.zoom].upper, from, to).map(({ x }) => x),
    faint: close ? lowerPlaces(scale, from, to).map(({ x }) => x) : [],
  };
}

const labelled = (place: Place, step: Step): Tick => ({ ...place, label: step.label(place.day) });

function lowerPlaces(scale: TimeScale, from: number, to: number): Place[] {
  return spaced(run(scale, STEPS[scale.zoom].lower, from, to), scale.zoom === 'month' ? 22 : 30);
}

function run(scale: TimeScale, step: Step, from: number, to: number): Place[] {
  const found: Place[] = [];
  let day = step.first(scale.first + Math.floor(from / scale.perDay));
  for (let x = dayX(scale, day); x <= to && day < scale.last; x = dayX(scale, day)) {
    found.push({ day, x });
    day = step.next(day);
  }
  return found;
}

/** Drops labels nearer than `least` pixels to the one before, evenly, so that every second or third stays. */
function spaced(all: Place[], least: number): Place[] {
  const [first, second] = all;
  if (first === undefined || second === undefined) return all;
  const every = Math.ceil(least / Math.max(second.x - first.x, 0.1));
  if (every <= 1) return all;
  return all.filter(({ day }) => Math.round(day / 7) % every === 0 || weekday(day) !== 0);
}
