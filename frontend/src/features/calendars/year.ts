/** The days of a year and how each is worked. Pure. */
import { fullDay } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { dayText, type Shift } from './shifts';
import type { YearDay } from './useCalendars';

export type Look = 'work' | 'off' | 'holiday' | 'time_off' | 'freeze' | 'working';
export type Day = { date: string; look: Look; note: YearDay | null };

const MS = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The days of a month, and how many places the first stands from Monday. */
export function monthOf(year: number, month: number): { before: number; dates: string[] } {
  const first = Date.UTC(year, month, 1);
  const count = (Date.UTC(year, month + 1, 1) - first) / MS;
  return {
    before: (new Date(first).getUTCDay() + 6) % 7,
    dates: Array.from({ length: count }, (_, day) => iso(first + day * MS)),
  };
}

const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** A holiday on a day that the week does not work anyway is still named. */
export function dayAt(
  date: string,
  week: readonly (readonly Shift[])[],
  notes: ReadonlyMap<string, YearDay>,
): Day {
  const note = notes.get(date) ?? null;
  const works = (week[weekday(date)]?.length ?? 0) > 0;
  if (note === null) return { date, look: works ? 'work' : 'off', note };
  const kinds = ['holiday', 'time_off', 'freeze', 'working'] as const;
  return { date, look: kinds.find((kind) => kind === note.kind) ?? 'holiday', note };
}

/** "Thu 1 Jan 2026: holiday, New Year's Day, no work". */
export function dayWords({ date, look, note }: Day, week: readonly (readonly Shift[])[]): string {
  const hours =
    note === null
      ? dayText(week[weekday(date)] ?? [])
      : note.works > 0
        ? t('calendars.year.hours', { hours: Math.round(note.works / 6) / 10 })
        : t('calendars.year.none');
  const parts = [
    t(`calendars.look.${look}`),
    note?.title ?? '',
    note?.observed === true ? t('calendars.observed') : '',
    note?.from_base === true ? t('calendars.fromBase') : '',
    look === 'off' ? '' : hours,
  ];
  return `${fullDay(date)}: ${parts.filter((part) => part !== '').join(', ')}`;
}

/** Where a key moves the focus to, within the year; null for a key that moves nothing. */
export function moved(date: string, key: string): string | null {
  const at = Date.parse(`${date}T00:00:00Z`);
  const steps: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const step = steps[key];
  const month = Number(date.slice(5, 7)) - 1;
  const year = Number(date.slice(0, 4));
  const inMonth = (to: number): string => {
    const last = new Date(Date.UTC(year, to + 1, 0)).getUTCDate();
    return iso(Date.UTC(year, to, Math.min(Number(date.slice(8)), last)));
  };
  let next: string;
  if (step !== undefined) next = iso(at + step * MS);
  else if (key === 'Home') next = iso(at - weekday(date) * MS);
  else if (key === 'End') next = iso(at + (6 - weekday(date)) * MS);
  else if (key === 'PageUp') next = inMonth(month - 1);
  else if (key === 'PageDown') next = inMonth(month + 1);
  else return null;
  if (next < `${year}-01-01`) return `${year}-01-01`;
  return next > `${year}-12-31` ? `${year}-12-31` : next;
}
