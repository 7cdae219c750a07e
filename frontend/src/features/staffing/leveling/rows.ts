import type { Loads } from './useLeveling';

/** A person or a team with hours by week. */
export type LoadRow = {
  id: string;
  name: string;
  capacity: number[];
  before: number[];
  after: number[];
  overBefore: number[];
  overAfter: number[];
};

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Share of capacity in the busiest week; a week without capacity tells nothing. */
export const peak = (asked: readonly number[], capacity: readonly number[]): number =>
  Math.max(0, ...asked.map((hours, week) => share(hours, capacity[week] ?? 0)));

export const share = (hours: number, capacity: number): number => (capacity > 0 ? hours / capacity : 0);

export const peopleRows = (loads: Loads): LoadRow[] =>
  loads.people.map(({ person, name, capacity, before, after, over_before, over_after }) => ({
    id: person,
    name,
    capacity,
    before,
    after,
    overBefore: over_before,
    overAfter: over_after,
  }));

const add = (a: readonly number[], b: readonly number[]) => a.map((value, week) => value + (b[week] ?? 0));

/** The people of each team together, those with most overload first. A team hides nobody's overload: it adds up. */
export function teamRows(loads: Loads, title: (team: string | null) => string): LoadRow[] {
  const rows = new Map<string, LoadRow>();
  for (const person of loads.people) {
    const id = person.team ?? '';
    const known = rows.get(id);
    rows.set(id, {
      id,
      name: title(person.team),
      capacity: add(person.capacity, known?.capacity ?? []),
      before: add(person.before, known?.before ?? []),
      after: add(person.after, known?.after ?? []),
      overBefore: add(person.over_before, known?.overBefore ?? []),
      overAfter: add(person.over_after, known?.overAfter ?? []),
    });
  }
  return [...rows.values()].toSorted(
    (a, b) => sum(b.overBefore) - sum(a.overBefore) || a.name.localeCompare(b.name),
  );
}
