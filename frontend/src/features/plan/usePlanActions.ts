import { useCallback, useMemo, useState } from 'react';
import type { Dispatch, RefObject } from 'react';
import type { NewActivity } from '@/api/types';
import { useVerbs, type Verb } from '@/components/palette/verbs';
import { ancestors } from '@/lib/plan/data/tree';
import type { PlanModel } from '@/lib/plan/data/model';
import { NO_FILTER } from '@/lib/plan/data/filter';
import { copyText } from '@/lib/clipboard';
import { t } from '@/lib/messages/t';
import type { Edits } from './editing/useEdits';
import type { MenuPlace } from './rows/RowMenu';
import { foldedNow, type PlanAction, type PlanState } from './state/state';
import { toSearch } from './state/url';

export type DialogName = 'add' | 'bulk' | 'help' | 'progress' | 'finish' | 'findings' | null;
export type Say = (text: string, action?: { label: string; run: () => void }) => void;

type Context = {
  model: PlanModel;
  state: PlanState;
  dispatch: Dispatch<PlanAction>;
  edits: Edits;
  say: Say;
  find: RefObject<HTMLInputElement | null>;
  page: RefObject<HTMLDivElement | null>;
};

export type PlanActions = ReturnType<typeof usePlanActions>;

const SHARED_MS = 2000;

/** The verbs of the page that are not moves in the grid. */
export function usePlanActions({ model, state, dispatch, edits, say, find, page }: Context) {
  const [dialog, setDialog] = useState<DialogName>(null);
  const [shared, setShared] = useState(false);
  const [revealed, setRevealed] = useState(0);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const focusGrid = useCallback(
    () => page.current?.querySelector<HTMLElement>('[role="treegrid"] [tabindex="0"]')?.focus(),
    [page],
  );
  const reveal = useCallback(() => setRevealed((count) => count + 1), []);
  const undo = useCallback(() => {
    edits.undo().catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
  }, [edits, say]);
  const redo = useCallback(() => {
    edits.redo().catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
  }, [edits, say]);
  const share = useCallback(() => {
    const address = `${window.location.origin}${window.location.pathname}?${toSearch(state).toString()}`;
    void copyText(address).then((done) => {
      if (!done) {
        say(t('plan.shared.failed', { address }));
        return;
      }
      setShared(true);
      say(t('plan.shared.say'));
      setTimeout(() => setShared(false), SHARED_MS);
    });
  }, [say, state]);
  const clearFilters = useCallback(() => {
    dispatch({ type: 'filter', filter: NO_FILTER });
  }, [dispatch]);
  const go = useCallback(
    (id: string) => {
      const row = model.rowOf.get(id);
      if (row === undefined) return;
      for (const above of ancestors(model.tree, row)) {
        const name = model.columns.activities.id[above] ?? '';
        if (foldedNow(state).has(name)) dispatch({ type: 'fold', id: name, folded: false });
      }
      dispatch({ type: 'select', id, column: -1 });
      reveal();
    },
    [dispatch, model, reveal, state],
  );
  const sayError = useCallback(
    (error: unknown) => say(error instanceof Error ? error.message : String(error)),
    [say],
  );
  const remove = useCallback(
    (row: number, version?: number) => {
      const { id, kind, title } = model.columns.activities;
      if (kind[row] === 'program' || kind[row] === 'workstream') {
        say(t('plan.remove.group'));
        return;
      }
      edits.remove(id[row] ?? '', version).then(
        (done) =>
          done && say(t('plan.removed', { title: title[row] ?? '' }), { label: t('action.undo'), run: undo }),
        (error: unknown) => say(error instanceof Error ? error.message : String(error)),
      );
    },
    [edits, model, say, undo],
  );
  const add = useCallback(
    async (activity: NewActivity) => {
      const edit = await edits.add(activity);
      const made = edit.rows.find((row) => row.title === activity.title) ?? edit.rows[0];
      if (made !== undefined) dispatch({ type: 'select', id: made.id, column: -1 });
      setTimeout(focusGrid);
    },
    [dispatch, edits, focusGrid],
  );
  useVerbs(
    useMemo<Verb[]>(
      () => [
        { id: 'plan.undo', title: t('plan.verb.undo'), group: 'do', shortcut: 'Ctrl Z', run: undo },
        { id: 'plan.redo', title: t('plan.verb.redo'), group: 'do', shortcut: 'Ctrl Shift Z', run: redo },
        { id: 'plan.add', title: t('plan.verb.add'), group: 'do', run: () => setDialog('add') },
        {
          id: 'plan.find',
          title: t('plan.verb.find'),
          group: 'do',
          shortcut: '/',
          run: () => find.current?.focus(),
        },
        {
          id: 'plan.clear',
          title: t('plan.verb.clear'),
          group: 'do',
          shortcut: 'Shift F',
          run: clearFilters,
        },
        { id: 'plan.progress', title: t('progress.verb'), group: 'do', run: () => setDialog('progress') },
        {
          id: 'plan.findings',
          title: t('findings.verb'),
          group: 'do',
          shortcut: 'Q',
          run: () => setDialog('findings'),
        },
        { id: 'plan.finish', title: t('finish.verb'), group: 'do', run: () => setDialog('finish') },
        { id: 'plan.share', title: t('plan.verb.share'), group: 'do', run: share },
        { id: 'plan.keys', title: t('plan.keys'), group: 'do', shortcut: '?', run: () => setDialog('help') },
        {
          id: 'plan.fit',
          title: t('plan.verb.fit'),
          group: 'do',
          run: () => dispatch({ type: 'zoom', zoom: 'fit' }),
        },
      ],
      [clearFilters, dispatch, find, redo, share, undo],
    ),
  );
  const refused = edits.refusal;
  return {
    dialog,
    setDialog,
    shared,
    share,
    undo,
    redo,
    menu,
    openMenu: () => setMenu(focusPlace()),
    openMenuAt: setMenu,
    closeMenu: () => {
      setMenu(null);
      focusGrid();
    },
    add,
    go,
    remove,
    reveal,
    revealed,
    focusGrid,
    clearFilters,
    selectedRow: state.selected === null ? -1 : (model.rowOf.get(state.selected) ?? -1),
    closePanel: () => {
      dispatch({ type: 'panel', open: false });
      focusGrid();
    },
    closeLinks: () => {
      dispatch({ type: 'links', id: null });
      focusGrid();
    },
    refusal: {
      onMine: (version?: number) => {
        if (refused === null) return;
        if (refused.change === null) remove(model.rowOf.get(refused.id) ?? -1, version);
        else edits.save(refused.id, refused.column, refused.change, refused.draft, version);
      },
      onTheirs: () => {
        edits.dismiss();
        edits.reload();
        focusGrid();
      },
      onEdit: () => {
        if (!refused?.change) return;
        edits.dismiss();
        dispatch({ type: 'edit', editing: { id: refused.id, column: refused.column, draft: refused.draft } });
      },
    },
    openFilters: () => page.current?.querySelector<HTMLElement>('[data-filter]')?.click(),
    enterPanel: () => page.current?.querySelector<HTMLElement>('[data-panel]')?.focus(),
    findIt: () => find.current?.focus(),
    sayKey: (text: string) => say(text),
    sayError,
  };
}

/** Below the focused cell or row. */
function focusPlace(): MenuPlace {
  const box = document.activeElement?.getBoundingClientRect();
  return { x: (box?.left ?? 0) + 24, y: box?.bottom ?? 0 };
}
