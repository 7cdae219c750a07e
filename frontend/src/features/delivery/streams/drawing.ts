/** Where the steps of a stream stand in its drawing. Pure. */
import type { Return, Step } from '@/features/delivery/types';

export type Box = { step: Step; x: number; width: number };
export type Arc = { back: Return; from: number; to: number };

const GAP = 6;
const LEAST = 56;

/** Boxes side by side, as wide as their share of the time; none too narrow for its name. */
export function boxes(steps: readonly Step[], width: number): Box[] {
  const room = width - GAP * Math.max(steps.length - 1, 0) - LEAST * steps.length;
  const total = steps.reduce((sum, { share }) => sum + share, 0);
  let x = 0;
  return steps.map((step) => {
    const own = LEAST + (total > 0 ? (Math.max(room, 0) * step.share) / total : 0);
    const box = { step, x, width: own };
    x += own + GAP;
    return box;
  });
}

/** Ways back, from the middle of one box to that of an earlier one. */
export function arcs(placed: readonly Box[], returns: readonly Return[]): Arc[] {
  const middle = new Map(placed.map(({ step, x, width }) => [step.state, x + width / 2]));
  return returns.flatMap((back) => {
    const from = middle.get(back.source);
    const to = middle.get(back.target);
    return from === undefined || to === undefined ? [] : [{ back, from, to }];
  });
}
