/** Days as the grid writes them. A grid writes hundreds at once, so the month names are asked for once. */
import { LOCALE } from '@/lib/format/dates';

export type DayWords = { short: (day: number) => string; long: (day: number) => string };

const FAR_DAYS = 280;
const names = (month: 'short' | 'long'): string[] => {
  const format = new Intl.DateTimeFormat(LOCALE, { month, timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, i) => format.format(Date.UTC(2026, i, 1)));
};
const SHORT = names('short');
const LONG = names('long');

/** `11 Dec` and `11 December`, with the year where it is more than about nine months from `near`. */
export function dayWords(near: number): DayWords {
  const write = (day: number, months: readonly string[]): string => {
    const date = new Date(day * 86_400_000);
    const text = `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''}`;
    return Math.abs(day - near) > FAR_DAYS ? `${text} ${date.getUTCFullYear()}` : text;
  };
  return { short: (day) => write(day, SHORT), long: (day) => write(day, LONG) };
}
