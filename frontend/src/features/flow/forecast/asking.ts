import { countIn, dayIn } from '@/features/flow/view';
import type { Changes } from '@/features/flow/view';
import type { Asked, Issued, WhatIf } from '@/features/flow/useFlow';

export const ASKS = ['items', 'milestone', 'count'] as const;
export type Ask = (typeof ASKS)[number];

/** A question as it is typed. */
export type Draft = { ask: Ask; items: string; milestone: string; until: string; names: readonly string[] };
export type Field = 'items' | 'milestone' | 'until';

const MOST_ITEMS = 1_000_000;

/** The question of the address, else the one that the shown forecast answers, else ten items. */
export function draftIn(params: URLSearchParams, shown: Issued | null): Draft {
  const { items = null, milestone = null, until = null, names = null } = shown?.question ?? {};
  const told = ASKS.find((each) => each === params.get('ask'));
  const ask = told ?? (milestone ? 'milestone' : shown !== null && items === null ? 'count' : 'items');
  return {
    ask,
    items: params.get('items') ?? String(items ?? 10),
    milestone: params.get('of') ?? milestone ?? '',
    until: dayIn(params.get('until')) ?? until ?? '',
    names: params.has('team') ? params.getAll('team') : (names ?? []),
  };
}

/** What of a question cannot be asked. */
export function wrongIn({ ask, items, milestone, until }: Draft, asOf: string): Field[] {
  const wrong: Field[] = [];
  if (ask === 'items' && countIn(items, MOST_ITEMS) === null) wrong.push('items');
  if (ask === 'milestone' && milestone === '') wrong.push('milestone');
  const day = dayIn(until);
  if (ask === 'count' ? day === null || day <= asOf : until !== '' && (day === null || day <= asOf)) {
    wrong.push('until');
  }
  return wrong;
}

export function askedOf(draft: Draft, asOf: string | null): Asked {
  const { ask, milestone, names } = draft;
  return {
    items: ask === 'items' ? countIn(draft.items, MOST_ITEMS) : null,
    milestone: ask === 'milestone' ? milestone : null,
    until: dayIn(draft.until),
    names: ask === 'milestone' ? [] : [...names],
    as_of: asOf,
    seed: 1,
  };
}

/** The question of a forecast that was issued, with a supposition: of the same day and seed, so that they compare. */
export const supposed = ({ question, as_of: asOf, seed }: Issued, whatIf: WhatIf): Asked => ({
  items: question.items ?? null,
  milestone: question.milestone ?? null,
  until: question.until ?? null,
  names: question.names ?? [],
  as_of: asOf,
  seed,
  what_if: whatIf,
});

export const inAddress = ({ ask, items, milestone, until, names }: Draft): Changes => ({
  ask,
  items: ask === 'items' ? items : null,
  of: ask === 'milestone' ? milestone : null,
  until,
  team: ask === 'milestone' ? null : names,
});

export const WHAT_IFS = ['people', 'drop', 'wip_limit', 'split'] as const;
export type Supposition = (typeof WHAT_IFS)[number];

const SMALL = /^\s*[+−-]?\d+([.,]\d+)?\s*$/;

/** A supposition as typed, or null where it cannot be made: people may be fewer, a split is a share in percent. */
export function supposition(kind: Supposition, text: string): WhatIf | null {
  if (!SMALL.test(text)) return null;
  const value = Number(text.trim().replace('−', '-').replace(',', '.'));
  if (kind === 'people') return value !== 0 && Math.abs(value) <= 1000 ? { people: value } : null;
  if (kind === 'split') return value > 0 && value < 100 ? { split: value / 100 } : null;
  const count = countIn(text, MOST_ITEMS);
  return count === null ? null : { [kind]: count };
}

export const numbersIn = (params: URLSearchParams, name: string): number[] => [
  ...new Set(params.getAll(name).flatMap((text) => countIn(text) ?? [])),
];
