import { money, number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Offer, Step } from './useShortening';

export const PERSON_DAYS = 'person-days';
const LEAST = 1e-6;

/** "1.2 person-days", "EUR 62 k". */
export const cost = (amount: number, unit: string): string =>
  unit === PERSON_DAYS
    ? t('shorten.personDays', { count: Math.round(amount * 10) / 10 })
    : money(amount, unit);

/** "Pour by 2 d, give Dig 1 d back". */
export const said = (step: Step): string =>
  step.shortenings
    .map(({ title, days }) =>
      days > 0
        ? t('shorten.part', { title, days: number(days) })
        : t('shorten.back', { title, days: number(-days) }),
    )
    .join(', ');

/** What the first steps come to: what is given back again later is not taken at all. */
export function taken(steps: readonly Step[], versions: Offer['versions']) {
  const days = new Map<string, number>();
  for (const { shortenings } of steps) {
    for (const part of shortenings) days.set(part.id, (days.get(part.id) ?? 0) + part.days);
  }
  return [...days]
    .filter(([, amount]) => amount > LEAST)
    .map(([activity, amount]) => ({ activity, days: amount, version: versions[activity] ?? null }));
}
