import { useCallback } from 'react';
import type { Dispatch, KeyboardEvent } from 'react';
import { gridMove, type GridMove } from '@/components/grid/keys';
import type { Range } from '@/components/grid/selection';
import { drivingRow, hasChildren, nextDriven } from '@/lib/plan/data/chain';
import type { PlanModel } from '@/lib/plan/data/model';
import { ZOOMS, type ZoomChoice } from '@/lib/plan/scene/timescale';
import type { MessageKey } from '@/lib/messages/en';
import { isEditable, type Column } from './state/columns';
import type { RowVerbs, TypedAhead } from './editing/useRowVerbs';
import { foldedNow, panelRecord, type ColumnId, type PlanAction, type PlanState } from './state/state';
import type { PlanView } from './state/usePlan';

export type Commands = {
  find: () => void;
  filters: () => void;
  clearFilters: () => void;
  help: () => void;
  remove: (row: number) => void;
  add: () => void;
  bulk: () => void;
  redo: () => void;
  menu: () => void;
  reveal: () => void;
  openForm: (id: string) => void;
  enterPanel: () => void;
  say: (key: MessageKey) => void;
  sort: (column: ColumnId) => void;
};

type Context = {
  model: PlanModel;
  shown: PlanView;
  state: PlanState;
  columns: readonly Column[];
  dispatch: Dispatch<PlanAction>;
  commands: Commands;
  verbs: RowVerbs;
  range: Range;
  ahead: TypedAhead;
  readOnly: boolean;
};

/** Handles a key of the tree grid. Keys of an open editor are its own. */
export function useKeyboard(context: Context): (event: KeyboardEvent, page: number) => void {
  return useCallback((event, page) => handle(context, event, page), [context]);
}

function handle(context: Context, event: KeyboardEvent, page: number): void {
  const { model, shown, state } = context;
  if (event.target instanceof Element && event.target.closest('.editing, [role="dialog"], input') !== null)
    return;
  if (context.ahead.current !== null) {
    typedAhead(context.ahead, event);
    return;
  }
  const row = focusedRow(context);
  if (row < 0) return;
  const id = model.columns.activities.id[row] ?? '';
  const place = {
    column: state.column,
    expandable: hasChildren(model, row),
    expanded: !foldedNow(state).has(id),
  };
  const key = {
    key: event.key,
    ctrl: event.ctrlKey || event.metaKey,
    alt: event.altKey,
    shift: event.shiftKey,
  };
  const selecting = event.shiftKey && !event.altKey && /^(Arrow|Home|End|Page)/.test(event.key);
  const move = gridMove(selecting ? { ...key, shift: false } : key, place, page);
  const done =
    move === null
      ? onSelection(context, event, row) || command(context, event, row)
      : moved(context, move, row, shown.view.position[row] ?? 0, selecting);
  if (done) {
    event.preventDefault();
    event.stopPropagation();
  }
}

/** A row is being added: what is typed meanwhile is its name, and nothing else happens. */
function typedAhead(ahead: TypedAhead, event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
  const text = ahead.current ?? '';
  if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) ahead.current = text + event.key;
  if (event.key === 'Backspace') ahead.current = text.slice(0, -1);
}

/** The selected row if it shows, else the first. */
export function focusedRow({ model, shown, state }: Pick<Context, 'model' | 'shown' | 'state'>): number {
  const row = state.selected === null ? -1 : (model.rowOf.get(state.selected) ?? -1);
  return row >= 0 && (shown.view.position[row] ?? -1) >= 0 ? row : (shown.view.rows[0] ?? -1);
}

function moved(context: Context, move: GridMove, row: number, position: number, extend: boolean): boolean {
  const { model, shown, state, columns, dispatch } = context;
  const rows = shown.view.rows;
  const id = model.columns.activities.id[row] ?? '';
  const select = (next: number, column = state.column) =>
    dispatch({ type: 'select', id: model.columns.activities.id[next] ?? '', column, extend });
  const last = rows.length - 1;
  switch (move.kind) {
    case 'row':
      select(rows[Math.min(last, Math.max(0, position + move.by))] ?? row);
      return true;
    case 'edge':
      select(rows[move.to === 'first' ? 0 : last] ?? row);
      return true;
    case 'column':
      select(
        row,
        {
          next: Math.min(columns.length - 1, state.column + 1),
          previous: state.column - 1,
          first: firstCell(columns, state.column),
          last: columns.length - 1,
          row: -1,
        }[move.to],
      );
      return true;
    case 'expand':
    case 'collapse':
      if (extend) return true;
      dispatch({ type: 'select', id, column: -1 });
      dispatch({ type: 'fold', id, folded: move.kind === 'collapse' });
      return true;
    case 'parent': {
      const parent = model.tree.parent[row] ?? -1;
      if (parent >= 0 && !extend) select(parent, -1);
      return true;
    }
  }
}

/** From the row to its cells: the name comes first, the outline number is one step to the left. */
function firstCell(columns: readonly Column[], column: number): number {
  return column >= 0
    ? 0
    : Math.max(
        0,
        columns.findIndex((one) => one.id === 'name'),
      );
}

/** Strokes that act on the selection, with Ctrl (or Command) and with Alt and Shift. */
function onSelection(context: Context, event: KeyboardEvent, row: number): boolean {
  const { dispatch, verbs, commands, readOnly, model, state, columns } = context;
  const ctrl = event.ctrlKey || event.metaKey;
  const stroke = `${ctrl ? 'Ctrl ' : ''}${event.altKey ? 'Alt ' : ''}${event.shiftKey ? 'Shift ' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
  const looking: Partial<Record<string, () => void>> = {
    'Ctrl a': () => dispatch({ type: 'selectAll' }),
    'Alt s': () => commands.sort(columns[state.column]?.id ?? 'name'),
    'Shift  ': () => dispatch({ type: 'select', id: model.columns.activities.id[row] ?? '', column: -1 }),
  };
  const changing: Partial<Record<string, () => void>> = {
    'Ctrl y': commands.redo,
    'Ctrl d': verbs.fill,
    'Ctrl Enter': verbs.below,
    'Ctrl Shift Enter': verbs.above,
    'Ctrl Delete': verbs.remove,
    'Ctrl -': verbs.remove,
    'Ctrl e': commands.bulk,
    'Ctrl l': verbs.chain,
    'Alt Shift ArrowRight': verbs.indent,
    'Alt Shift ArrowLeft': verbs.outdent,
    'Alt Shift ArrowUp': verbs.up,
    'Alt Shift ArrowDown': verbs.down,
    Insert: verbs.above,
    'Shift F10': commands.menu,
    ContextMenu: commands.menu,
  };
  const act = looking[stroke] ?? (readOnly ? undefined : changing[stroke]);
  act?.();
  return act !== undefined;
}

function command(context: Context, event: KeyboardEvent, row: number): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return edit(context, event, row) || walk(context, event.key, row) || tool(context, event, row);
}

/** Opens the panel on a row; a second time moves the focus into it. */
function openWhy(
  { state, dispatch, commands }: Pick<Context, 'state' | 'dispatch' | 'commands'>,
  id: string,
): void {
  if (panelRecord(state) === id) {
    commands.enterPanel();
    return;
  }
  dispatch({ type: 'select', id });
  dispatch({ type: 'pin', id: null });
  dispatch({ type: 'panel', open: true });
}

function edit(
  { model, state, columns, dispatch, readOnly, commands, verbs, range }: Context,
  event: KeyboardEvent,
  row: number,
): boolean {
  const id = model.columns.activities.id[row] ?? '';
  const kind = model.columns.activities.kind[row];
  const column = columns[state.column];
  const editable = !readOnly && column !== undefined && isEditable(kind, column.id);
  if (event.key === 'Enter') {
    if (editable) dispatch({ type: 'edit', editing: { id, column: column.id, draft: null } });
    else openWhy({ state, dispatch, commands }, id);
    return true;
  }
  if (event.key === 'F2') {
    const target = editable ? column.id : 'name';
    if (!readOnly && isEditable(kind, target))
      dispatch({ type: 'edit', editing: { id, column: target, draft: null } });
    return true;
  }
  if (editable && TYPED[column.id]?.test(event.key) === true) {
    dispatch({ type: 'edit', editing: { id, column: column.id, draft: event.key } });
    return true;
  }
  if ((event.key === 'Delete' || event.key === 'Backspace') && !readOnly) {
    if (range.first >= 0) verbs.clear();
    else if (range.rows.length > 1 || hasChildren(model, row)) verbs.remove();
    else commands.remove(row);
    return true;
  }
  return false;
}

/** What begins to type in a cell. Elsewhere letters are strokes of the page. */
const TYPED: Partial<Record<ColumnId, RegExp>> = {
  name: /^\S$/u,
  owner: /^\p{L}$/u,
  duration: /^[0-9]$/,
  progress: /^[0-9]$/,
  start: /^[0-9]$/,
  ownerName: /^\p{L}$/u,
  ...Object.fromEntries(
    ['deadline', 'target', 'commitment', 'actualStart', 'actualFinish', 'remaining', 'low', 'likely', 'high', 'cost', 'costPerDay', 'predecessors', 'successors'].map((column) => [column, /^[0-9]$/]),
  ), // prettier-ignore
};

/** Whether letters are typed into the selected cell, and so are no strokes of the page. */
export function takesLetters(
  context: Pick<Context, 'model' | 'shown' | 'state' | 'columns' | 'readOnly'>,
): boolean {
  const column = context.columns[context.state.column];
  if (context.readOnly || column === undefined || TYPED[column.id]?.test('w') !== true) return false;
  return isEditable(context.model.columns.activities.kind[focusedRow(context)], column.id);
}

function walk({ model, shown, state, dispatch, commands }: Context, key: string, row: number): boolean {
  if (key !== '[' && key !== ']') return false;
  const next = key === '[' ? drivingRow(model, row) : nextDriven(model, row, shown.path);
  if (next < 0) {
    commands.say(key === '[' ? 'plan.walk.first' : 'plan.walk.last');
    return true;
  }
  const folded = foldedNow(state);
  for (let above = model.tree.parent[next] ?? -1; above >= 0; above = model.tree.parent[above] ?? -1) {
    const id = model.columns.activities.id[above] ?? '';
    if (folded.has(id)) dispatch({ type: 'fold', id, folded: false });
  }
  if ((shown.view.position[next] ?? -1) < 0 && folded.size === 0) commands.clearFilters();
  dispatch({ type: 'select', id: model.columns.activities.id[next] ?? '' });
  commands.reveal();
  return true;
}

function tool({ model, state, dispatch, commands }: Context, event: KeyboardEvent, row: number): boolean {
  const id = model.columns.activities.id[row] ?? '';
  const act: Partial<Record<string, () => void>> = {
    w: () => openWhy({ state, dispatch, commands }, id),
    l: () => dispatch({ type: 'links', id }),
    o: () => isActivity(model.columns.activities.kind[row]) && commands.openForm(id),
    b: commands.reveal,
    f: commands.filters,
    F: commands.clearFilters,
    '/': commands.find,
    '?': commands.help,
    '+': () => dispatch({ type: 'zoom', zoom: zoomed(state.zoom, -1) }),
    '=': () => dispatch({ type: 'zoom', zoom: zoomed(state.zoom, -1) }),
    '-': () => dispatch({ type: 'zoom', zoom: zoomed(state.zoom, 1) }),
    '0': () => dispatch({ type: 'zoom', zoom: 'fit' }),
    n: commands.add,
    Escape: () => dispatch({ type: 'panel', open: false }),
  };
  const found =
    act[event.key] ?? (event.key.length === 1 && !event.shiftKey ? act[event.key.toLowerCase()] : undefined);
  found?.();
  return found !== undefined;
}

/** Groups that only the grid makes have no form. */
const isActivity = (kind: string | undefined): boolean => kind !== 'program' && kind !== 'workstream';

/** The next zoom level, coarser for +1. From "fit" it starts at Quarter. */
export function zoomed(zoom: ZoomChoice, by: 1 | -1): ZoomChoice {
  const at = zoom === 'fit' ? ZOOMS.indexOf('quarter') - by : ZOOMS.indexOf(zoom);
  return ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at + by))] ?? 'month';
}
