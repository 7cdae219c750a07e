/** Days and instants in words. English is written day first with three-letter months, as in "11 Dec". */

export const LOCALE = 'en';

type Style = { weekday?: boolean; year?: boolean; long?: boolean };

/** The calendar day of a `YYYY-MM-DD` or of an instant, in the offset that it was written with. */
export const dayOf = (value: string): string => value.slice(0, 10);

const utc = (day: string) => new Date(`${dayOf(day)}T00:00:00Z`);

function write(date: Date, zone: string, { weekday, year, long }: Style): string {
  const parts = new Intl.DateTimeFormat(LOCALE, {
    timeZone: zone,
    day: 'numeric',
    month: long ? 'long' : 'short',
    ...(weekday ? { weekday: 'short' } : {}),
    ...(year ? { year: 'numeric' } : {}),
  }).formatToParts(date);
  const part = (type: string) => parts.find((each) => each.type === type)?.value;
  return [part('weekday'), part('day'), part('month'), part('year')].filter(Boolean).join('\u00a0');
}

/** "11 Dec"; "13 Jan 2027" when `year` asks for it. */
export const day = (value: string, style: Style = {}): string => write(utc(value), 'UTC', style);

/** "Fri 18 Sep 2026". */
export const fullDay = (value: string): string => day(value, { weekday: true, year: true });

/** "11 December". */
export const longDay = (value: string): string => day(value, { long: true });

/** An instant in UTC, rewritten with the wall time of a zone; days and instants with an offset stay as they are. */
export function inZone(value: string, zone: string | undefined): string {
  if (!value.endsWith('Z') || zone === undefined) return value;
  const parts = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return parts.format(new Date(value)).replace(' ', 'T');
}

/** "08:40" in the offset that the instant was written with. */
export const time = (value: string): string => (value.length > 10 ? value.slice(11, 16) : '');

/** "Fri 18 Sep 2026, 08:40". */
export const instant = (value: string): string =>
  value.length > 10 ? `${fullDay(value)}, ${time(value)}` : fullDay(value);

/** Minutes since 1970 UTC, as a day in a zone: "11 Dec". */
export const minuteDay = (minute: number, zone: string, style: Style = {}): string =>
  write(new Date(minute * 60_000), zone, style);

/** Milliseconds UTC of a day or an instant, for axes. */
export const millis = (value: string): number =>
  value.length > 10 ? Date.parse(value) : utc(value).getTime();

/** "2027". */
export const yearOf = (ms: number): string => String(new Date(ms).getUTCFullYear());

const FAR = 280 * 86_400_000;

/** "11 Dec"; "Dec ’19" where the year does not follow from `near`, more than nine months away. */
export const dayNear = (value: string, near: string): string =>
  Math.abs(millis(value) - millis(near)) > FAR
    ? `${monthShort(millis(value))}\u00a0’${yearOf(millis(value)).slice(-2)}`
    : day(value);

export const monthShort = (ms: number, year = false): string =>
  new Intl.DateTimeFormat(LOCALE, {
    month: 'short',
    timeZone: 'UTC',
    ...(year ? { year: 'numeric' } : {}),
  }).format(ms);
