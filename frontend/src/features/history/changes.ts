import { day, dayOf, instant, inZone, time } from '@/lib/format/dates';
import { percent } from '@/lib/format/numbers';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[^,]*$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SHARES = new Set(['progress', 'probability', 'residual_probability']);

/** A stored value as people read it: dates as dates, shares in percent, the rest as it is. */
export function changeValue(field: string, value: string | null, zone: string | undefined): string | null {
  if (value === null) return null;
  if (SHARES.has(field) && value.trim() !== '' && Number.isFinite(Number(value)))
    return percent(Number(value));
  const days = value.split(', ');
  if (days.every((each) => DAY.test(each))) {
    return days.map((each) => day(each, { year: true })).join(', ');
  }
  if (INSTANT.test(value)) return moment(field, inZone(value, zone));
  return value;
}

const FINISHES = new Set(['actual_finish', 'deadline', 'finish']);

/** Midnight is no time of day that people mean: work that finishes then finishes with the day before. */
function moment(field: string, local: string): string {
  if (time(local) !== '00:00') return instant(local);
  return day(FINISHES.has(field) ? dayBefore(local) : local, { year: true });
}

function dayBefore(local: string): string {
  const date = new Date(`${dayOf(local)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
