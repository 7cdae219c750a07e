import { millis } from './format/dates';

const DAY = 86_400_000;
/** A longer axis is marked by years. */
const LONG = 3 * 366 * DAY;

export type TimeAxis = {
  start: number;
  finish: number;
  x: (value: string) => number;
  /** First days of months; of years where `years` is set. */
  months: { at: number; ms: number }[];
  years: boolean;
};

function monthStarts(start: number, finish: number, years: boolean): number[] {
  const first = new Date(start);
  const starts: number[] = [];
  for (let month = years ? -first.getUTCMonth() : 0; ; month += years ? 12 : 1) {
    const ms = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1);
    if (ms > finish) return starts;
    if (ms >= start) starts.push(ms);
  }
}

/** A linear axis of days from `start` to `finish` (days) over `width` pixels, with a place for each first of a month. */
export function timeAxis(from: string, to: string, width: number, pad = 0): TimeAxis {
  const start = millis(from);
  const finish = Math.max(millis(to), start + DAY);
  const years = finish - start > LONG;
  const place = (ms: number) => pad + ((ms - start) / (finish - start)) * (width - 2 * pad);
  return {
    start,
    finish,
    x: (value) => place(millis(value)),
    months: monthStarts(start, finish, years).map((ms) => ({ at: place(ms), ms })),
    years,
  };
}

/** Months whose labels stand at least `gap` pixels apart; a January may need more, for its year. */
export function labelled(months: TimeAxis['months'], gap: number, yearGap = gap): TimeAxis['months'] {
  let free = -Infinity;
  return months.filter(({ at, ms }) => {
    if (at < free) return false;
    free = at + (new Date(ms).getUTCMonth() === 0 ? yearGap : gap);
    return true;
  });
}

const POWERS = [1, 2, 5, 10];

/** Round ticks from 0 to at least `most`, about `count` of them. */
export function ticks(most: number, count = 4): number[] {
  if (most <= 0) return [0];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (POWERS.find((each) => each * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

/** The `d` of a step line: value holds until the next point. */
export function stepPath(points: readonly (readonly [number, number])[]): string {
  return points
    .map(([x, y], index) => {
      const at = x.toFixed(1);
      return index === 0 ? `M${at} ${y.toFixed(1)}` : `H${at}V${y.toFixed(1)}`;
    })
    .join('');
}
