import type { Check } from './useQuality';

export type Show = 'all' | 'fail' | 'dcma' | 'twin';

const rank: Record<string, number> = { fail: 0, information: 2, pass: 3, not_applicable: 1 };

/** What costs most first; then what fails unscored, what could not judge, what is told, what passes. */
export function costliestFirst(a: Check, b: Check): number {
  return (
    b.gain - a.gain ||
    (rank[a.verdict] ?? 4) - (rank[b.verdict] ?? 4) ||
    a.family.localeCompare(b.family) ||
    a.number - b.number
  );
}

export function shown(checks: readonly Check[], show: string): Check[] {
  const kept = checks.filter(
    (check) =>
      show === 'all' ||
      check.family === show ||
      (show === 'fail' && check.verdict === 'fail') ||
      !['fail', 'dcma', 'twin'].includes(show),
  );
  return kept.toSorted(costliestFirst);
}
