import { useSearchParams } from '@/components/forms/searchParams';

/** What the page shows lives in its address, so that a link shows the same. */

export const TABS = ['flow', 'forecast', 'record'] as const;
export const BYS = ['auto', 'project', 'component', 'type'] as const;
export const WEEKS = [13, 26, 52, 104] as const;
export const RULES = [
  'beyond_limits',
  'eight_on_one_side',
  'nine_on_one_side',
  'six_rising_or_falling',
  'fourteen_alternating',
  'two_of_three_far',
  'four_of_five_apart',
  'fifteen_close',
  'eight_apart_on_both_sides',
] as const;
export const DEFAULT_RULES: readonly Rule[] = ['beyond_limits', 'eight_on_one_side'];

export type Tab = (typeof TABS)[number];
export type By = (typeof BYS)[number];
export type Rule = (typeof RULES)[number];

export type Question = {
  by: By;
  name: string | null;
  kind: string | null;
  milestone: string | null;
  weeks: number;
  as_of: string | null;
  against: string | null;
  rules: readonly Rule[];
};

/** The filters that may find nothing. */
export const NO_FILTERS = { name: null, kind: null, milestone: null, 'as-of': null, against: null } as const;

export type Changes = Record<string, string | readonly string[] | null>;
export type SetView = (changes: Changes) => void;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST_WEEKS = 520;

/** A day of the address; what is no day is none. */
export const dayIn = (text: string | null): string | null =>
  text !== null && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

/** A whole number from 1 of the address or of a field. */
export function countIn(text: string | null, most = Infinity): number | null {
  const value = Number(text?.replaceAll(',', ''));
  return text !== null && /^\s*[\d,]+\s*$/.test(text) && value >= 1 && value <= most ? value : null;
}

const one = <T extends string>(text: string | null, values: readonly [T, ...T[]]): T =>
  values.find((each) => each === text) ?? values[0];

function rulesIn(params: URLSearchParams): readonly Rule[] {
  if (!params.has('rule')) return DEFAULT_RULES;
  const named = params.getAll('rule');
  return RULES.filter((rule) => named.includes(rule));
}

export function questionIn(params: URLSearchParams): Question {
  return {
    by: one(params.get('by'), BYS),
    name: params.get('name'),
    kind: params.get('kind'),
    milestone: params.get('milestone'),
    weeks: countIn(params.get('weeks'), MOST_WEEKS) ?? 26,
    as_of: dayIn(params.get('as-of')),
    against: dayIn(params.get('against')),
    rules: rulesIn(params),
  };
}

/** The address with some of its parts changed; a part that is empty goes. */
export function changed(params: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    const values = value === null || typeof value === 'string' ? [value] : value;
    for (const each of values) if (each !== null && each !== '') next.append(name, each);
  }
  return next;
}

export function useView() {
  const [params, setParams] = useSearchParams();
  const set: SetView = (changes) => setParams((now) => changed(now, changes), { replace: true });
  return { tab: one(params.get('tab'), TABS), question: questionIn(params), params, set };
}
