/** How the reader has set the grid: order, widths and hidden columns, row density. Kept in the browser and in shared links. Pure but for the storage at the end. */
import { COLUMN_IDS, isMore, MORE_IDS, type ColumnId } from './columnIds';

export type Density = 'compact' | 'comfortable';
export type Layout = {
  order: readonly ColumnId[];
  hidden: readonly ColumnId[];
  /** Widths in pixels that differ from the column's own. */
  widths: Readonly<Partial<Record<ColumnId, number>>>;
  density: Density;
};

export const LEAST_WIDTH = 28;
export const MOST_WIDTH = 320;
export const ROW_HEIGHTS: Record<Density, number> = { compact: 28, comfortable: 36 };

/** Columns that can be chosen are hidden until they are. */
export const LAYOUT: Layout = { order: COLUMN_IDS, hidden: MORE_IDS, widths: {}, density: 'compact' };

const isColumn = (text: string): text is ColumnId => (COLUMN_IDS as readonly string[]).includes(text);
const shownUnasked = COLUMN_IDS.filter((id) => !isMore(id));

/** "wbs,name,-owner,start:80,team"; empty where nothing differs from the default. The density stands apart. */
export function columnsText({ order, hidden, widths }: Layout): string {
  const told = order.filter((id) => !isMore(id) || !hidden.includes(id));
  const parts = told.map((id) => {
    const width = widths[id];
    return `${hidden.includes(id) ? '-' : ''}${id}${width === undefined ? '' : `:${width}`}`;
  });
  const text = parts.join(',');
  return text === shownUnasked.join(',') ? '' : text;
}

/** Reads what `columnsText` wrote; what is not understood is left out, what is missing stands at the end. */
export function columnsFrom(text: string | null): Pick<Layout, 'order' | 'hidden' | 'widths'> {
  const order: ColumnId[] = [];
  const hidden: ColumnId[] = [];
  const widths: Partial<Record<ColumnId, number>> = {};
  for (const part of (text ?? '').split(',')) {
    const found = /^(-?)([a-zA-Z]+)(?::(\d{1,4}))?$/.exec(part);
    const id = found?.[2] ?? '';
    if (!isColumn(id) || order.includes(id)) continue;
    order.push(id);
    if (found?.[1] === '-' && id !== 'name') hidden.push(id);
    if (found?.[3] !== undefined) widths[id] = clampWidth(Number(found[3]));
  }
  const missing = COLUMN_IDS.filter((id) => !order.includes(id));
  return { order: [...order, ...missing], hidden: [...hidden, ...missing.filter(isMore)], widths };
}

export const clampWidth = (width: number): number =>
  Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)));

/** A column that is shown comes behind those that are. The name says which row it is and stays. */
export function toggled(layout: Layout, id: ColumnId): Layout {
  if (id === 'name') return layout;
  if (!layout.hidden.includes(id)) return { ...layout, hidden: [...layout.hidden, id] };
  const hidden = layout.hidden.filter((each) => each !== id);
  if (!isMore(id)) return { ...layout, hidden };
  const others = layout.order.filter((each) => each !== id);
  const last = others.findLastIndex((each) => !hidden.includes(each));
  return { ...layout, hidden, order: [...others.slice(0, last + 1), id, ...others.slice(last + 1)] };
}

/** `id` by one place among the shown columns, to the left (-1) or right (1). */
export function shifted(layout: Layout, id: ColumnId, by: -1 | 1): Layout {
  const shown = layout.order.filter((each) => !layout.hidden.includes(each));
  const other = shown[shown.indexOf(id) + by];
  return other === undefined ? layout : movedTo(layout, id, other);
}

/** `id` to the place where `other` stands. */
export function movedTo(layout: Layout, id: ColumnId, other: ColumnId): Layout {
  if (id === other) return layout;
  const to = layout.order.indexOf(other);
  const order = layout.order.filter((each) => each !== id);
  return { ...layout, order: [...order.slice(0, to), id, ...order.slice(to)] };
}

export function sized(layout: Layout, id: ColumnId, width: number): Layout {
  return { ...layout, widths: { ...layout.widths, [id]: clampWidth(width) } };
}

const KEY = 'pilotage.plan.layout';
const DENSITY_KEY = 'pilotage.plan.density';

const densityFrom = (text: string | null): Density => (text === 'comfortable' ? text : 'compact');

/** The layout of an address, and where that says nothing, of this reader. */
export function layoutFrom(search: URLSearchParams, kept: Pick<Storage, 'getItem'> = localStorage): Layout {
  return {
    ...columnsFrom(search.get('columns') ?? kept.getItem(KEY)),
    density: densityFrom(search.get('density') ?? kept.getItem(DENSITY_KEY)),
  };
}

export function keepLayout(layout: Layout): void {
  try {
    localStorage.setItem(KEY, columnsText(layout));
    localStorage.setItem(DENSITY_KEY, layout.density);
  } catch {
    return; // storage is full or refused: the layout holds until the page is left
  }
}
