/** Figures of the analysis in words. Pure. */
import { day, dayNear } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

/** The day on which work that finishes at this instant ends: midnight belongs to the day before. */
export function lastDay(finish: string): string {
  if (!/T00:00(:00)?/.test(finish)) return finish.slice(0, 10);
  const before = new Date(`${finish.slice(0, 10)}T00:00:00Z`).getTime() - 86_400_000;
  return new Date(before).toISOString().slice(0, 10);
}

export const finishDay = (finish: string, near: string): string => {
  const shown = lastDay(finish);
  return dayNear(shown, near) === day(shown) ? day(shown) : day(shown, { year: true });
};

/** "14 to 16 Dec"; once where both are the same. */
export const between = (low: string, high: string): string =>
  low === high ? low : t('uncertainty.interval', { low, high });

export const days = (value: number): string =>
  t('uncertainty.days', { n: number(Math.abs(value)), count: Math.abs(value) === 1 ? 1 : 2 });

/** "1.2M", "250k", "1,250,000" as a number; null where it is none. */
export function amount(text: string): number | null {
  const found = /^(\d[\d,' ]*(?:\.\d+)?)\s*([kKmM]?)$/.exec(text.trim());
  if (found === null) return null;
  const scale = { k: 1e3, m: 1e6 }[(found[2] ?? '').toLowerCase()] ?? 1;
  return Number((found[1] ?? '').replaceAll(/[,' ]/g, '')) * scale;
}

/** Costs of one plan lie close together: with fewer digits many percentiles would look the same. */
export const DIGITS = 4;

/** An amount as a person would type it: "1.2M", "250k". */
export function typedAmount(value: number): string {
  const [scaled, unit] = value >= 1e6 ? [value / 1e6, 'M'] : value >= 1e3 ? [value / 1e3, 'k'] : [value, ''];
  return `${Number(scaled.toPrecision(DIGITS))}${unit}`;
}
