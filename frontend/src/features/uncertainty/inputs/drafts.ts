/** Shared factors and correlations as they are typed, and back. Pure. */
import type { FormFields } from '@/components/conflict/fields';
import type { Correlation, SharedFactor } from '@/api/types';
import { MINUS } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

/** `probability` in percent. */
export type FactorDraft = {
  id: string;
  title: string;
  low: string;
  likely: string;
  high: string;
  probability: string;
  on: string[];
};
export type PairDraft = { first: string; second: string; rank: string };
export type Draft = { factors: FactorDraft[]; correlations: PairDraft[] };

const text = (value: number) => String(Number(value.toFixed(6)));
const value = (typed: string): number =>
  typed.trim() === '' ? NaN : Number(typed.trim().replace(MINUS, '-').replace(',', '.'));

export const draftOf = (factors: readonly SharedFactor[], correlations: readonly Correlation[]): Draft => ({
  factors: factors.map((each) => ({
    id: each.id,
    title: each.title,
    low: text(each.low),
    likely: text(each.likely),
    high: text(each.high),
    probability: text(each.probability * 100),
    on: [...each.on],
  })),
  correlations: correlations.map(({ first, second, rank }) => ({ first, second, rank: text(rank) })),
});

/** An id that no other factor has. */
export function freeId(factors: readonly FactorDraft[]): string {
  const taken = new Set(factors.map(({ id }) => id));
  let number = factors.length + 1;
  while (taken.has(`factor-${number}`)) number += 1;
  return `factor-${number}`;
}

export type FactorErrors = { numbers: string | null; probability: string | null; on: string | null };

export function checkFactor(factor: FactorDraft): FactorErrors {
  const [low, likely, high] = [factor.low, factor.likely, factor.high].map(value) as [number, number, number];
  const percent = value(factor.probability);
  return {
    numbers: 0 <= low && low <= likely && likely <= high ? null : t('inputs.factor.bad'),
    probability: percent >= 0 && percent <= 100 ? null : t('inputs.factor.badP'),
    on: factor.on.length > 0 ? null : t('inputs.factor.needOn'),
  };
}

export type PairErrors = { ends: string | null; rank: string | null };

export function checkPair(pair: PairDraft): PairErrors {
  const rank = value(pair.rank);
  return {
    ends:
      pair.first !== '' && pair.second !== '' && pair.first !== pair.second ? null : t('inputs.pair.need'),
    rank: rank >= -1 && rank <= 1 ? null : t('inputs.pair.bad'),
  };
}

const clean = (errors: object) => Object.values(errors).every((each) => each === null);
export const isClean = ({ factors, correlations }: Draft): boolean =>
  factors.every((each) => clean(checkFactor(each))) && correlations.every((each) => clean(checkPair(each)));

/** What the server takes of the lists that were changed. */
export function inputOf(draft: Draft, changed: readonly string[]) {
  const all = {
    factors: draft.factors.map((each) => ({
      id: each.id,
      title: each.title.trim(),
      low: value(each.low),
      likely: value(each.likely),
      high: value(each.high),
      probability: value(each.probability) / 100,
      on: each.on,
    })),
    correlations: draft.correlations.map(({ first, second, rank }) => ({ first, second, rank: value(rank) })),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => changed.includes(name)));
}

/** Both lists as the fields of a conflict; `name` gives an id its title. */
export function inputFields(name: (id: string) => string): FormFields<Draft> {
  return {
    factors: {
      label: t('inputs.factors'),
      of: ({ factors }) => ({ factors }),
      read: (theirs) => ({ factors: draftOf((theirs ?? []) as SharedFactor[], []).factors }),
      show: ({ factors }) =>
        factors
          .map((each) =>
            t('inputs.factor.said', {
              title: each.title || each.id,
              low: each.low,
              likely: each.likely,
              high: each.high,
              p: `${each.probability} %`,
              count: each.on.length,
            }),
          )
          .join('; ') || t('word.none'),
    },
    correlations: {
      label: t('inputs.correlations'),
      of: ({ correlations }) => ({ correlations }),
      read: (theirs) => ({ correlations: draftOf([], (theirs ?? []) as Correlation[]).correlations }),
      show: ({ correlations }) =>
        correlations
          .map(({ first, second, rank }) => `${name(first)} – ${name(second)}: ${rank}`)
          .join('; ') || t('word.none'),
    },
  };
}
