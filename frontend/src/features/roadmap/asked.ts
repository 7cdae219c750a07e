import type { Asked } from './useRoadmap';

export const audiences = ['engineering', 'executive', 'customer'] as const;
export const groups = ['workstream', 'team', 'milestone', 'none'] as const;
export const looks = ['timeline', 'board'] as const;
export type Look = (typeof looks)[number];
export const horizons = ['now', 'next', 'later', 'done'] as const;

const NOW = 6;
const NEXT = 19;

const oneOf = <T extends string>(known: readonly T[], value: string | null, usual: T): T =>
  known.find((each) => each === value) ?? usual;

const weeks = (value: string | null, usual: number, most: number): number => {
  const number = Number(value);
  return value !== null && Number.isInteger(number) && number >= 1 && number <= most ? number : usual;
};

/** What an address asks for; what it does not say is as usual. */
export function askedOf(params: URLSearchParams): Asked {
  return {
    audience: oneOf(audiences, params.get('audience'), 'engineering'),
    group: oneOf(groups, params.get('group'), 'workstream'),
    now_weeks: weeks(params.get('now'), NOW, 104),
    next_weeks: weeks(params.get('next'), NEXT, 260),
    done: params.get('done') !== 'no',
    title: params.get('title') ?? '',
  };
}

export const lookOf = (params: URLSearchParams): Look => oneOf(looks, params.get('look'), 'timeline');

/** Groupings that do not name what an audience may not know. */
export const groupsFor = (audience: Asked['audience']): readonly Asked['group'][] =>
  ({
    engineering: groups,
    executive: groups.filter((group) => group !== 'team'),
    customer: [] as readonly Asked['group'][],
  })[audience];
