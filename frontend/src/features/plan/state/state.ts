/** What the reader has set on the Plan page, and how it changes. Ids, not rows: rows move when the plan does. */
import { extended, NO_SELECTION, toggled, type Place, type Selection } from '@/components/grid/selection';
import { isFiltering, NO_FILTER, type PlanFilter } from '@/lib/plan/data/filter';
import type { ColumnId } from './columnIds';
import { LAYOUT, type Layout } from './layout';
import { OUTLINE, type Ordering } from './ordering';
import type { ZoomChoice } from '@/lib/plan/scene/timescale';

export type PlanState = {
  selected: string | null;
  /** Column with focus, -1 for the row. */
  column: number;
  /** What is selected besides: `selected` and `column` are its focus. */
  selection: Selection;
  collapsed: ReadonlySet<string>;
  /** Collapsed under the present filter; a new filter opens everything it found. */
  collapsedFound: ReadonlySet<string>;
  filter: PlanFilter;
  /** Rows that were edited under the present filter: they stay until it changes, whether they pass or not. */
  kept: ReadonlySet<string>;
  zoom: ZoomChoice;
  panel: boolean;
  /** The record that the panel keeps while the grid moves on. */
  pinned: string | null;
  baseline: string | null;
  editing: Editing | null;
  /** Row whose links are open. */
  links: string | null;
  layout: Layout;
  ordering: Ordering;
};

export type Editing = {
  id: string;
  column: ColumnId;
  draft: string | null;
  /** A row that was just added: to cancel its naming takes it back. */
  fresh?: boolean;
};
export type { ColumnId } from './columnIds';

export type PlanAction =
  | { type: 'select'; id: string; column?: number; extend?: boolean }
  /** One more row, or one less; `now` are the ids of the rows selected so far. */
  | { type: 'toggle'; id: string; now: readonly string[] }
  | { type: 'selectAll' }
  | { type: 'fold'; id: string; folded: boolean }
  | { type: 'foldAll'; ids: string[] }
  | { type: 'filter'; filter: Partial<PlanFilter> }
  | { type: 'zoom'; zoom: ZoomChoice }
  | { type: 'panel'; open: boolean }
  | { type: 'pin'; id: string | null }
  | { type: 'baseline'; id: string | null }
  | { type: 'edit'; editing: Editing | null }
  | { type: 'links'; id: string | null }
  | { type: 'layout'; layout: Layout }
  | { type: 'order'; ordering: Ordering }
  | { type: 'restore'; state: PlanState };

export const START: PlanState = {
  selected: null,
  column: -1,
  selection: NO_SELECTION,
  collapsed: new Set(),
  collapsedFound: new Set(),
  filter: NO_FILTER,
  kept: new Set(),
  zoom: 'month',
  panel: false,
  pinned: null,
  baseline: null,
  editing: null,
  links: null,
  layout: LAYOUT,
  ordering: OUTLINE,
};

export function reduce(state: PlanState, action: PlanAction): PlanState {
  switch (action.type) {
    case 'select':
      return {
        ...state,
        selected: action.id,
        column: action.column ?? state.column,
        selection: action.extend === true ? extended(state.selection, focusOf(state)) : NO_SELECTION,
      };
    case 'toggle':
      return { ...state, selected: action.id, column: -1, selection: toggled(action.id, action.now) };
    case 'selectAll':
      return { ...state, selection: { ...NO_SELECTION, all: true } };
    case 'fold':
      return folded(state, (now) =>
        action.folded ? [...now, action.id] : [...now].filter((id) => id !== action.id),
      );
    case 'foldAll':
      return folded(state, () => action.ids);
    case 'filter':
      return {
        ...state,
        filter: { ...state.filter, ...action.filter },
        collapsedFound: new Set(),
        kept: new Set(),
      };
    case 'zoom':
      return { ...state, zoom: action.zoom };
    case 'panel':
      return { ...state, panel: action.open, pinned: action.open ? state.pinned : null };
    case 'pin':
      return { ...state, pinned: action.id };
    case 'baseline':
      return { ...state, baseline: action.id };
    case 'edit':
      return { ...state, editing: action.editing, links: null, kept: keptWith(state, action.editing) };
    case 'links':
      return { ...state, links: action.id, editing: null };
    case 'layout':
      return { ...state, layout: action.layout };
    case 'order':
      return { ...state, ordering: action.ordering, editing: null, links: null, selection: NO_SELECTION };
    case 'restore':
      return action.state;
  }
}

function folded(state: PlanState, change: (now: ReadonlySet<string>) => string[]): PlanState {
  const key = isFiltering(state.filter) ? 'collapsedFound' : 'collapsed';
  return { ...state, [key]: new Set(change(state[key])) };
}

function keptWith({ filter, kept }: PlanState, editing: Editing | null): ReadonlySet<string> {
  if (editing === null || !isFiltering(filter) || kept.has(editing.id)) return kept;
  return new Set([...kept, editing.id]);
}

/** Rows that are collapsed now. */
export function foldedNow(state: PlanState): ReadonlySet<string> {
  return isFiltering(state.filter) ? state.collapsedFound : state.collapsed;
}

/** The record in the panel: the pinned one, else the selected row. */
export function panelRecord(state: PlanState): string | null {
  return state.panel ? (state.pinned ?? state.selected) : null;
}

/** The focused cell or row. */
export function focusOf({ selected, column }: Pick<PlanState, 'selected' | 'column'>): Place | null {
  return selected === null ? null : { id: selected, column };
}
