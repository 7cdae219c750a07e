import { useLayoutEffect } from 'react';
import type { RefObject } from 'react';

const GAP = 4;
const INDENT = 36;

/** Places a card under a row of the grid, or above it where there is no room below. */
export function useAnchor(card: RefObject<HTMLElement | null>, row: number): void {
  useLayoutEffect(() => {
    const element = card.current;
    const host = element?.offsetParent;
    const anchor = host?.querySelector(`[data-row="${row}"]`);
    if (!element || !host || !anchor) return;
    const within = host.getBoundingClientRect();
    const at = anchor.getBoundingClientRect();
    const below = at.bottom - within.top + GAP;
    const above = at.top - within.top - element.offsetHeight - GAP;
    const fits = below + element.offsetHeight <= within.height;
    element.style.setProperty(
      'top',
      `${Math.max(GAP, fits || above < 0 ? Math.min(below, within.height - element.offsetHeight - GAP) : above)}px`,
    );
    element.style.setProperty('left', `${at.left - within.left + INDENT}px`);
  });
}
