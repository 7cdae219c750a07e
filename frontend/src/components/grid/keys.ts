/** What a key means in a tree grid (ARIA treegrid pattern with row and cell focus). Pure, so that it can be tested. */

export type GridKey = {
  key: string;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
};

export type GridPlace = {
  /** -1 when the row itself has focus. */
  column: number;
  expandable: boolean;
  expanded: boolean;
};

export type GridMove =
  | { kind: 'row'; by: number }
  | { kind: 'edge'; to: 'first' | 'last' }
  | { kind: 'column'; to: 'next' | 'previous' | 'first' | 'last' | 'row' }
  | { kind: 'expand' }
  | { kind: 'collapse' }
  | { kind: 'parent' };

/** The move of a key, or null when the key is none of the grid's. `page` is the number of rows in view. */
export function gridMove(
  { key, ctrl, alt, shift }: GridKey,
  place: GridPlace,
  page: number,
): GridMove | null {
  if (alt || (shift && key !== 'Tab')) return null;
  if (ctrl) return withCtrl(key);
  switch (key) {
    case 'ArrowDown':
      return { kind: 'row', by: 1 };
    case 'ArrowUp':
      return { kind: 'row', by: -1 };
    case 'PageDown':
      return { kind: 'row', by: page };
    case 'PageUp':
      return { kind: 'row', by: -page };
    case 'ArrowRight':
      return rightwards(place);
    case 'ArrowLeft':
      return leftwards(place);
    case 'Home':
      return place.column < 0 ? { kind: 'edge', to: 'first' } : { kind: 'column', to: 'first' };
    case 'End':
      return place.column < 0 ? { kind: 'edge', to: 'last' } : { kind: 'column', to: 'last' };
    default:
      return null;
  }
}

function withCtrl(key: string): GridMove | null {
  if (key === 'Home') return { kind: 'edge', to: 'first' };
  return key === 'End' ? { kind: 'edge', to: 'last' } : null;
}

function rightwards({ column, expandable, expanded }: GridPlace): GridMove {
  if (column >= 0) return { kind: 'column', to: 'next' };
  return expandable && !expanded ? { kind: 'expand' } : { kind: 'column', to: 'first' };
}

function leftwards({ column, expandable, expanded }: GridPlace): GridMove {
  if (column > 0) return { kind: 'column', to: 'previous' };
  if (column === 0) return { kind: 'column', to: 'row' };
  return expandable && expanded ? { kind: 'collapse' } : { kind: 'parent' };
}

/** Scroll offset that brings `[top, bottom]` into view under a sticky head, or the present one. */
export function scrollInto(top: number, bottom: number, offset: number, height: number): number {
  if (top < offset) return top;
  return bottom > offset + height ? bottom - height : offset;
}
