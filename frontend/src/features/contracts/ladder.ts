/** An escalation ladder as it is typed. Pure. */
import type { Rung } from '@/api/types';

export type RungDraft = { after: string; whom: string; decide: string };

const LONGEST = 1000;

export const draftOfRung = ({ after, whom, decide }: Rung): RungDraft => ({
  after: String(after),
  whom,
  decide,
});

/** Working days, or null where that is no number of them. */
export const whole = (text: string): number | null =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) <= LONGEST ? Number(text) : null;

/** The steps, or null where one has no number of days. */
export function ladderOf(steps: readonly RungDraft[]): Rung[] | null {
  const found = steps.map(({ after, whom, decide }) => ({
    after: whole(after),
    whom,
    decide: decide.trim(),
  }));
  return found.every((rung): rung is Rung => rung.after !== null) ? found : null;
}
