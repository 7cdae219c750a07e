/** Days as a planner types or pastes them. Pure. */
import { DAY } from '@/lib/plan/data/zone';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d\d.*)?$/;
const DAY_FIRST = /^(?:[a-z]{2,9}\.?,?\s+)?(\d{1,2})\.?[\s-]+([a-z]{3,9})\.?(?:,?[\s-]+(\d{4}))?$/i;
const MONTH_FIRST = /^(?:[a-z]{2,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:,?\s+(\d{4}))?$/i;

/**
 * Day number of `2026-10-02`, `2 Oct`, `2 October 2026`, `Oct 2, 2026`; without a year the one nearest to day `near`.
 * Null for everything else, `02/10/2026` among it: which of the two is the month differs from place to place.
 */
export function parseDay(text: string, near: number): number | null {
  const bare = text.trim();
  const iso = ISO.exec(bare);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
  const first = DAY_FIRST.exec(bare);
  if (first !== null) return named(first[1], first[2], first[3], near);
  const second = MONTH_FIRST.exec(bare);
  return second === null ? null : named(second[2], second[1], second[3], near);
}

function named(day = '', month = '', year: string | undefined, near: number): number | null {
  const index = MONTHS.indexOf(month.slice(0, 3).toLowerCase());
  if (index < 0) return null;
  if (year !== undefined) return dayOf(Number(year), index, Number(day));
  const middle = new Date(near * DAY * 60_000).getUTCFullYear();
  const found = [middle - 1, middle, middle + 1].flatMap((each) => dayOf(each, index, Number(day)) ?? []);
  found.sort((a, b) => Math.abs(a - near) - Math.abs(b - near));
  return found[0] ?? null;
}

function dayOf(year: number, month: number, day: number): number | null {
  const at = new Date(Date.UTC(year, month, day));
  return at.getUTCMonth() === month && at.getUTCDate() === day && year >= 1970
    ? at.getTime() / (DAY * 60_000)
    : null;
}
