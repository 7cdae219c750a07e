import type { Condition, Criterion, GateView, Outcome } from '@/features/delivery/types';

/** A condition while it is typed: an empty day is not set yet. */
export type Draft = { key: number; text: string; due: string; owner: string };

export const openOf = ({ gate }: GateView): Criterion[] =>
  [...gate.entry, ...gate.exit].filter(({ done }) => done === null);

/** What a decision still lacks: the server refuses the same. */
export function lacks(
  outcome: Outcome,
  why: string,
  drafts: readonly Draft[],
  open: number,
): { why: boolean; conditions: boolean } {
  const said = why.trim() !== '';
  return {
    why: !said && (outcome === 'no_go' || open > 0),
    conditions:
      outcome === 'go_with_conditions' && conditionsOf(drafts).length !== Math.max(drafts.length, 1),
  };
}

export const conditionsOf = (drafts: readonly Draft[]): Condition[] =>
  drafts
    .filter(({ text, due }) => text.trim() !== '' && due !== '')
    .map(({ text, due, owner }) => ({ text: text.trim(), due, owner: owner || null }));
