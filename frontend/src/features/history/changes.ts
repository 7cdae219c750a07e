import { day, instant, inZone } from '@/lib/format/dates';
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
  if (INSTANT.test(value)) return instant(inZone(value, zone));
  return value;
}
