/** Days as the grid writes them, each written once. */
import { day, longDay } from '@/lib/format/dates';
import { isoOfDay } from '@/lib/plan/data/zone';

export type DayWords = { short: (day: number) => string; long: (day: number) => string };

/** `11 Dec` and `11 December`, with the year where it is more than about nine months from `near`. */
export function dayWords(near: number): DayWords {
  const shorts = new Map<number, string>();
  const longs = new Map<number, string>();
  const far = (at: number): boolean => Math.abs(at - near) > 280;
  return {
    short: (at) => cached(shorts, at, () => plainSpaces(day(isoOfDay(at), { year: far(at) }))),
    long: (at) =>
      cached(longs, at, () =>
        plainSpaces(far(at) ? day(isoOfDay(at), { long: true, year: true }) : longDay(isoOfDay(at))),
      ),
  };
}

function plainSpaces(text: string): string {
  return text.replace(/\u00a0/g, ' ');
}

function cached(known: Map<number, string>, at: number, make: () => string): string {
  const found = known.get(at);
  if (found !== undefined) return found;
  const text = make();
  known.set(at, text);
  return text;
}
