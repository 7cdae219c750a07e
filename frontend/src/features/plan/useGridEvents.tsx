import { useCallback, useMemo, useRef } from 'react';
import type { Dispatch } from 'react';
import { useOpenActivity, type OpenActivity } from '@/components/activity/context';
import type { Range } from '@/components/grid/selection';
import { hasChildren } from '@/lib/plan/data/chain';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import { CellEditor } from './editing/CellEditor';
import type { Draft } from './editing/drafts';
import type { After } from './editing/TextEditor';
import type { Edits } from './editing/useEdits';
import type { RowVerbs, TypedAhead } from './editing/useRowVerbs';
import type { GridEvents } from './rows/PlanGrid';
import type { Picking } from './rows/usePicking';
import { isEditable, type Column } from './state/columns';
import { foldedNow, type PlanAction, type PlanState } from './state/state';
import type { PlanView } from './state/usePlan';
import { useKeyboard, type Commands } from './useKeyboard';
import type { PlanActions } from './usePlanActions';

type Context = {
  program: string;
  model: PlanModel;
  shown: PlanView;
  state: PlanState;
  columns: readonly Column[];
  dispatch: Dispatch<PlanAction>;
  actions: PlanActions;
  edits: Edits;
  verbs: RowVerbs;
  range: Range;
  ahead: TypedAhead;
  readOnly: boolean;
  sort: (column: Column['id']) => void;
};

/** What pointer and keys do in the grid, and the open editor. */
export function useGridEvents(
  context: Context,
): GridEvents & { editor: { row: number; column: Column['id']; node: React.ReactNode } | null } {
  const { model, shown, state, columns, dispatch, actions, edits, verbs, range, ahead, readOnly, sort } =
    context;
  const { dialog } = actions;
  const openForm = useOpenActivity();
  const commands = useMemo<Commands>(() => commandsOf(actions, openForm, sort), [actions, openForm, sort]);
  const onKey = useKeyboard(
    useMemo(
      () => ({ model, shown, state, columns, dispatch, commands, verbs, range, ahead, readOnly }),
      [model, shown, state, columns, dispatch, commands, verbs, range, ahead, readOnly],
    ),
  );
  const idOf = useCallback((row: number) => model.columns.activities.id[row] ?? '', [model]);
  const onPick = useCallback(
    (row: number, column: number, how: Picking) => {
      const id = idOf(row);
      const cell = columns[column]?.id === 'wbs' ? -1 : column;
      if (how === 'toggle') dispatch({ type: 'toggle', id, now: range.rows.map(idOf) });
      else dispatch({ type: 'select', id, column: cell, extend: how === 'extend' });
    },
    [columns, dispatch, idOf, range],
  );
  const onTwisty = useCallback(
    (row: number) => {
      if (!hasChildren(model, row)) return;
      dispatch({ type: 'select', id: idOf(row), column: -1 });
      dispatch({ type: 'fold', id: idOf(row), folded: !foldedNow(state).has(idOf(row)) });
    },
    [dispatch, idOf, model, state],
  );
  const onOpen = useCallback(
    (row: number, column: number) => {
      if (dialog !== null) return; // the first of the two clicks opened it
      const id = columns[column]?.id;
      if (!readOnly && id !== undefined && isEditable(model.columns.activities.kind[row], id))
        dispatch({ type: 'edit', editing: { id: idOf(row), column: id, draft: null } });
      else dispatch({ type: 'panel', open: true });
    },
    [columns, dialog, dispatch, idOf, model, readOnly],
  );
  const { reveal } = actions;
  const onReveal = useCallback(
    (row: number) => {
      onPick(row, -1, 'one');
      reveal();
    },
    [onPick, reveal],
  );
  const editing = state.editing;
  // where a run of Tab began: Enter goes back to that column, one row down
  const began = useRef<Column['id'] | null>(null);
  const row = editing === null ? -1 : (model.rowOf.get(editing.id) ?? -1);
  const done = (draft: Draft, after: After, typed: string, version: number): void => {
    if (editing === null) return;
    dispatch({ type: 'edit', editing: null });
    if (draft !== null && 'change' in draft)
      edits.save(editing.id, editing.column, draft.change, typed, version);
    if (draft !== null && 'changes' in draft) edits.apply(draft.changes).catch(actions.sayError);
    if (after === 'down' && row === model.count - 1 && shown.view.mask === null) {
      verbs.insertAfter(row);
      return;
    }
    if (after === 'right') began.current ??= editing.column;
    const next = placeAfter(context, row, after, began.current);
    if (after !== 'right') began.current = null;
    dispatch({ type: 'select', id: idOf(next.row), column: next.column });
  };
  const editor =
    editing === null || row < 0
      ? null
      : {
          row,
          column: editing.column,
          node: (
            <CellEditor
              key={`${editing.id}/${editing.column}`}
              program={context.program}
              model={model}
              row={row}
              editing={editing}
              onCancel={() => {
                dispatch({ type: 'edit', editing: null });
                began.current = null;
                if (editing.fresh === true) actions.undo();
              }}
              onDone={done}
            />
          ),
        };
  return { onKey, onPick, onTwisty, onOpen, onReveal, onFill: verbs.fill, editor };
}

function commandsOf(actions: PlanActions, openForm: OpenActivity, sort: Commands['sort']): Commands {
  return {
    find: actions.findIt,
    filters: actions.openFilters,
    clearFilters: actions.clearFilters,
    help: () => actions.setDialog('help'),
    remove: actions.remove,
    add: () => actions.setDialog('add'),
    bulk: () => actions.setDialog('bulk'),
    menu: actions.openMenu,
    redo: actions.redo,
    reveal: actions.reveal,
    openForm,
    enterPanel: actions.enterPanel,
    sort,
    say: (key) => actions.sayKey(t(key)),
  };
}

/** Where the focus goes after a save: down in the same column, or sideways to the next cell that can be edited. */
function placeAfter(
  { model, shown, state, columns }: Context,
  row: number,
  after: After,
  began: Column['id'] | null,
): { row: number; column: number } {
  const wanted = after === 'down' ? (began ?? state.editing?.column) : state.editing?.column;
  const column = columns.findIndex((one) => one.id === wanted);
  const position = shown.view.position[row] ?? 0;
  if (after === 'down')
    return { row: shown.view.rows[Math.min(shown.view.rows.length - 1, position + 1)] ?? row, column };
  if (after === 'stay') return { row, column };
  const step = after === 'right' ? 1 : -1;
  const kind = model.columns.activities.kind[row];
  for (let at = column + step; at >= 0 && at < columns.length; at += step) {
    const id = columns[at]?.id;
    if (id !== undefined && isEditable(kind, id)) return { row, column: at };
  }
  return { row, column };
}
