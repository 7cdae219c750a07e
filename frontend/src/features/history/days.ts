import { dayOf } from '@/lib/format/dates';

/** Entries grouped by the day that they were written on, in their own order. */
export function byDay<T extends { at: string }>(entries: readonly T[]): [string, T[]][] {
  const days = new Map<string, T[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const list = days.get(day);
    if (list) list.push(entry);
    else days.set(day, [entry]);
  }
  return [...days];
}
