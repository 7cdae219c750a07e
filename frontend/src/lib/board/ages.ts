/** How old a card is, and how that compares with what the team finished. Pure. */
import type { Card } from './cards';

export type AgeMarks = { basis: string; items: number; percentiles: Record<string, number> };
/** ``passed``: the highest of these percentiles that it is past; null where nothing is known. */
export type Age = { days: number; passed: 0 | 50 | 85 | 95 | null };

const DAY = 86_400_000;
const dayOf = (at: string): number => Math.floor(Date.parse(at) / DAY);

/** Days from its start (or creation, by the marks' basis) to now, both included; null before that. */
export function ageOf(card: Card, marks: AgeMarks | undefined, now: number): Age | null {
  const since = marks?.basis === 'created' ? card.created : card.started;
  if (since === null) return null;
  const days = Math.floor(now / DAY) - dayOf(since) + 1;
  const known = Object.keys(marks?.percentiles ?? {}).length > 0;
  const past = ([95, 85, 50] as const).find((level) => days > (marks?.percentiles[level] ?? Infinity));
  return { days, passed: known ? (past ?? 0) : null };
}
