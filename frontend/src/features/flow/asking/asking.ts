import type { Asked, Issued, Supposition, WhatIf } from '@/features/flow/useFlow';
import { countIn, dayIn } from '@/features/flow/view';

export const ASKS = ['items', 'milestone', 'count'] as const;
export type Ask = (typeof ASKS)[number];

/** A question as it is typed. `parts` are the items of each team, where several must all finish theirs. */
export type Draft = {
  ask: Ask;
  items: string;
  milestone: string;
  until: string;
  names: readonly string[];
  parts: Readonly<Record<string, string>>;
  growing: boolean;
};
export type Field = 'items' | 'milestone' | 'until' | 'names';

export const MOST_TEAMS = 12;
const MOST_ITEMS = 1_000_000;
const USUAL_ITEMS = '10';

const blank: Draft = {
  ask: 'items',
  items: USUAL_ITEMS,
  milestone: '',
  until: '',
  names: [],
  parts: {},
  growing: false,
};

/** The question that the address names, else the one that the shown forecast answers, else a usual one. */
export function draftIn(params: URLSearchParams, shown: Issued | null): Draft {
  const wished = params.get('of');
  if (wished !== null) return { ...blank, ask: 'milestone', milestone: wished };
  if (shown === null) return blank;
  const { name, teams, items, milestone, until, growing } = shown.question;
  const several = teams ?? [];
  const ask = milestone ? 'milestone' : items || several.length > 0 ? 'items' : 'count';
  return {
    ask,
    items: items ? String(items) : USUAL_ITEMS,
    milestone: milestone ?? '',
    until: until ?? '',
    names: several.length > 0 ? several.map((each) => each.name) : name ? [name] : [],
    parts: Object.fromEntries(several.map((each) => [each.name, String(each.items)])),
    growing: growing ?? false,
  };
}

/** How many items a team is to finish, as typed. */
export const partOf = ({ parts, items }: Draft, name: string): string => parts[name] ?? items;

const isCount = (text: string) => countIn(text, MOST_ITEMS) !== null;

/** What of a question cannot be asked. */
export function wrongIn(draft: Draft, asOf: string): Field[] {
  const { ask, items, milestone, until, names } = draft;
  const wrong: Field[] = [];
  const several = ask === 'items' && names.length > 1;
  if (ask === 'items' && !several && !isCount(items)) wrong.push('items');
  if (several && names.some((name) => !isCount(partOf(draft, name)))) wrong.push('names');
  if (ask === 'milestone' && milestone === '') wrong.push('milestone');
  const day = dayIn(until);
  const early = day === null || day <= asOf;
  if (ask === 'count' ? early : until !== '' && early) wrong.push('until');
  return wrong;
}

export function askedOf(draft: Draft, asOf: string | null): Asked {
  const { ask, names } = draft;
  const several = ask === 'items' && names.length > 1;
  return {
    items: ask === 'items' && !several ? countIn(draft.items, MOST_ITEMS) : null,
    milestone: ask === 'milestone' ? draft.milestone : null,
    until: dayIn(draft.until),
    names: ask === 'milestone' || several ? [] : names.slice(0, 1),
    teams: several
      ? names.map((name) => ({ name, items: countIn(partOf(draft, name), MOST_ITEMS) ?? 1 }))
      : [],
    growing: ask === 'items' && !several && draft.growing,
    as_of: asOf,
    seed: 1,
  };
}

/** The question of a forecast that was issued, with a supposition: of the same day and seed, so that they compare. */
export const supposing = ({ question, as_of: asOf, seed }: Issued, whatIf: WhatIf): Asked => ({
  items: question.items ?? null,
  milestone: null,
  until: question.until ?? null,
  names: question.name ? [question.name] : [],
  teams: [],
  growing: question.growing ?? false,
  as_of: asOf,
  seed,
  what_if: whatIf,
});

export const KINDS = ['people', 'drop', 'limit', 'split', 'start'] as const;
export type Kind = (typeof KINDS)[number];
/** What is typed of each supposition. */
export type Typed = Record<Kind, string> & { now: string };

const NOTHING: WhatIf = { drop: 0, pace: 1 };
/** Weeks until somebody new works at full pace; the server's own assumption. */
export const RAMP = 26;
const MOST_PEOPLE = 10_000;

/** A supposition as typed, or null where it cannot be made. Items may be added: dropping less than none. */
export function supposition(kind: Kind, typed: Typed, base: Issued): WhatIf | null {
  const text = typed[kind];
  if (kind === 'start') {
    const day = dayIn(text);
    return day !== null && day > base.as_of ? { ...NOTHING, start: day } : null;
  }
  if (kind === 'people') {
    const [now, then] = [countIn(typed.now, MOST_PEOPLE), countIn(text, MOST_PEOPLE)];
    if (now === null || then === null || now === then) return null;
    return { ...NOTHING, people: { now, then, ramp: RAMP } };
  }
  const items = base.question.items ?? 0;
  if (kind === 'drop') {
    const less = countIn(text.replace(/^\s*[-−+]/, ''), MOST_ITEMS);
    if (less === null) return null;
    const drop = /^\s*\+/.test(text) ? -less : less;
    return drop < items ? { ...NOTHING, drop } : null;
  }
  const count = countIn(text, MOST_ITEMS);
  if (count === null || (kind === 'split' && count >= items)) return null;
  return { ...NOTHING, [kind]: count };
}

/** Whether a supposition leaves every date where it is: a limit shortens what one item takes, not how many are done. */
export const movesNothing = (supposed: Supposition): boolean =>
  (supposed.limit ?? null) !== null &&
  !supposed.drop &&
  !supposed.people &&
  !supposed.start &&
  (supposed.pace ?? 1) === 1;

export const numbersIn = (params: URLSearchParams, name: string): number[] => [
  ...new Set(params.getAll(name).flatMap((text) => countIn(text) ?? [])),
];
