/** Saved views of a page as the parameters of its address. Pure. */
import type { SavedView as View } from '@/api/types';

/** The parameters in an order of their own, without those that are of the moment. */
export function canonical(search: string | URLSearchParams, passing: readonly string[]): string {
  const params = new URLSearchParams(search);
  for (const name of passing) params.delete(name);
  params.sort();
  return params.toString();
}

export const searchOf = (view: View): string =>
  typeof view.body.search === 'string' ? view.body.search : '';

/** The view that shows now: the one last taken if it is the same, else any that is. */
export function currentOf(
  views: readonly View[],
  now: string,
  taken: number | null,
  passing: readonly string[],
): View | null {
  const same = views.filter((view) => canonical(searchOf(view), passing) === now);
  return same.find(({ id }) => id === taken) ?? same[0] ?? null;
}

/** Own views first, then those of everybody, each by name. */
export const inOrder = (views: readonly View[]): View[] =>
  views.toSorted((a, b) => Number(b.mine) - Number(a.mine) || a.name.localeCompare(b.name));
