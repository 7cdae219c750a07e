/** In which order the rows stand: that of the outline, or another. In the address as `group` and `sort`. Pure. */
import { COLUMN_IDS, type ColumnId } from './columnIds';

export const GROUPINGS = ['workstream', 'owner', 'team', 'status', 'month'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export type Sorting = { column: ColumnId; down: boolean };
export type Ordering = { group: Grouping | null; sort: Sorting | null };

export const OUTLINE: Ordering = { group: null, sort: null };
export const isOutline = ({ group, sort }: Ordering): boolean => group === null && sort === null;

export function orderingFrom(search: URLSearchParams): Ordering {
  const text = search.get('sort') ?? '';
  const name = text.replace(/^-/, '');
  const column = COLUMN_IDS.find((id) => id === name);
  return {
    group: GROUPINGS.find((one) => one === search.get('group')) ?? null,
    sort: column === undefined ? null : { column, down: text.startsWith('-') },
  };
}

export const sortText = (sort: Sorting | null): string | null =>
  sort === null ? null : `${sort.down ? '-' : ''}${sort.column}`;

/** Sorted by a column, then the other way round, then as before. */
export function sortedBy({ group, sort }: Ordering, column: ColumnId): Ordering {
  if (sort?.column !== column) return { group, sort: { column, down: false } };
  return { group, sort: sort.down ? null : { column, down: true } };
}
