import type { SprintItem, SprintView } from '@/features/delivery/types';

export type Outcome = { to: string; reason: string };
export type Outcomes = Readonly<Record<string, Outcome>>;

/** Items that are in the sprint and not done: each must go somewhere when it is closed. */
export const leftOf = ({ sprint }: SprintView): SprintItem[] =>
  sprint.items.filter(({ category, moved }) => category !== 'done' && !moved);

/** To the next planned sprint, or to the backlog where there is none. */
export const begin = (left: readonly SprintItem[], planned: readonly SprintView[]): Outcomes =>
  Object.fromEntries(left.map(({ key }) => [key, { to: planned[0]?.sprint.code ?? '', reason: '' }]));

/** What is said of all of them, from one saying to the next: items of which something else was said keep it. */
export const sayOfAll = (outcomes: Outcomes, was: Outcome, now: Outcome): Outcomes =>
  Object.fromEntries(
    Object.entries(outcomes).map(([key, { to, reason }]) => [
      key,
      { to: to === was.to ? now.to : to, reason: reason === was.reason ? now.reason : reason },
    ]),
  );

export const missing = (left: readonly SprintItem[], outcomes: Outcomes): string[] =>
  left.map(({ key }) => key).filter((key) => (outcomes[key]?.reason ?? '').trim() === '');

export const sent = (left: readonly SprintItem[], outcomes: Outcomes) =>
  left.map(({ key }) => ({ key, to: outcomes[key]?.to ?? '', reason: (outcomes[key]?.reason ?? '').trim() }));
