import type { Fact } from '@/api/types';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Ageing } from '@/features/flow/useFlow';

export const SORTS = ['age', 'late', 'key', 'title', 'status'] as const;
export type SortKey = (typeof SORTS)[number];
export type Sort = { by: SortKey; down: boolean };

/** What is unknown comes last, whichever way the rows run. */
function compared(a: Ageing, b: Ageing, { by, down }: Sort): number {
  const turn = down ? -1 : 1;
  if (by === 'age') return turn * (a.age - b.age);
  if (by === 'late') {
    if (a.late === null || b.late === null) return Number(a.late === null) - Number(b.late === null);
    return turn * (a.late - b.late);
  }
  return turn * a[by].localeCompare(b[by], undefined, { numeric: true });
}

/** The items that match a text, in an order; of equal ones the oldest first. */
export function rowsOf(items: readonly Ageing[], sort: Sort, text: string): Ageing[] {
  const wanted = text.trim().toLocaleLowerCase();
  const kept = items.filter(({ key, title, status }) =>
    [key, title, status].some((each) => each.toLocaleLowerCase().includes(wanted)),
  );
  return kept.toSorted((a, b) => compared(a, b, sort) || b.age - a.age || a.key.localeCompare(b.key));
}

export const paceOf = ({ passed }: Ageing): string =>
  passed === 0 ? t('flow.ageing.within') : t('flow.ageing.past', { level: passed });

export function lateFact({ key, age, late }: Ageing, expected: number | null, asOf: string): Fact | null {
  if (late === null || expected === null) return null;
  return {
    id: `late:${key}`,
    label: t('flow.ageing.late.label', { key, days: expected }),
    value: late,
    unit: 'probability',
    formula: t('flow.ageing.late.how', { days: number(expected), age: number(age) }),
    records: [],
    as_of: asOf,
    interval: null,
  };
}
