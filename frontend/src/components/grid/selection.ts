/** What is selected in a grid of rows and cells: a rectangle from an anchor to the focus, single rows besides, or all. Pure. */

/** Column -1 is the whole row. */
export type Place = { id: string; column: number };

export type Selection = {
  /** Where the rectangle began; null when only the focus is selected. */
  anchor: Place | null;
  /** Rows chosen one by one, the focused one among them; empty when there is a rectangle. */
  extra: ReadonlySet<string>;
  all: boolean;
};

export const NO_SELECTION: Selection = { anchor: null, extra: new Set(), all: false };

/** Rows in display order, and the columns `first` to `last`, both -1 for whole rows. */
export type Range = { rows: readonly number[]; first: number; last: number };

type Shown = {
  /** Rows in display order. */
  rows: ArrayLike<number>;
  /** Place of each row in it, -1 for one that does not show. */
  position: ArrayLike<number>;
  rowOf: ReadonlyMap<string, number>;
};

/** The rows and columns of a selection. A row that is filtered away is not part of it. */
export function rangeOf(selection: Selection, focus: Place | null, shown: Shown): Range {
  const { anchor, extra, all } = selection;
  const place = (id: string): number => shown.position[shown.rowOf.get(id) ?? -1] ?? -1;
  if (all) return { rows: Array.from(shown.rows), first: -1, last: -1 };
  if (extra.size > 0) {
    const places = [...extra].map(place).filter((position) => position >= 0);
    places.sort((a, b) => a - b);
    return { rows: places.map((position) => shown.rows[position] ?? 0), first: -1, last: -1 };
  }
  const to = focus === null ? -1 : place(focus.id);
  if (focus === null || to < 0) return { rows: [], first: -1, last: -1 };
  const from = anchor === null ? to : place(anchor.id);
  const start = from < 0 ? to : from;
  const column = from < 0 ? focus.column : (anchor?.column ?? focus.column);
  const rows: number[] = [];
  for (let at = Math.min(start, to); at <= Math.max(start, to); at += 1) rows.push(shown.rows[at] ?? 0);
  const whole = column < 0 || focus.column < 0;
  return {
    rows,
    first: whole ? -1 : Math.min(column, focus.column),
    last: whole ? -1 : Math.max(column, focus.column),
  };
}

/** The selection after the focus moved from `before` while Shift was held. */
export function extended(selection: Selection, before: Place | null): Selection {
  return { anchor: selection.anchor ?? before, extra: new Set(), all: false };
}

/** The selection after a row was chosen besides the others, or left out again. `now` are the rows selected so far. */
export function toggled(id: string, now: readonly string[]): Selection {
  const extra = new Set(now);
  if (!extra.delete(id)) extra.add(id);
  return { anchor: null, extra, all: false };
}

/** Whether more than the focused cell or row is selected. */
export function isMany({ rows, first, last }: Range): boolean {
  return rows.length > 1 || last > first;
}
