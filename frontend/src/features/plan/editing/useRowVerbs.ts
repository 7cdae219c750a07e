import { useMemo } from 'react';
import type { Dispatch, RefObject } from 'react';
import type { RowPatch } from '@/api/types';
import type { Range } from '@/components/grid/selection';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import type { Column } from '@/features/plan/state/columns';
import type { PlanAction } from '@/features/plan/state/state';
import { layBlock, repeated, textsOf } from './block';
import { readCell } from './cells';
import type { PlanChange } from './changes';
import { firstToLast, neighborOf, outermost, spotOf, type Side } from './outline';
import type { Edits } from './useEdits';

type Context = {
  model: PlanModel;
  range: Range;
  columns: readonly Column[];
  edits: Edits;
  dispatch: Dispatch<PlanAction>;
  say: (text: string, action?: { label: string; run: () => void }) => void;
  undo: () => void;
  ahead: TypedAhead;
};

/** What was typed while a new row is on its way, which is its name; null while none is. */
export type TypedAhead = RefObject<string | null>;

export type RowVerbs = ReturnType<typeof verbsOf>;

/** What can be done with the selected rows and cells, by keys, palette and menu. */
export function useRowVerbs(context: Context): RowVerbs {
  const { model, range, columns, edits, dispatch, say, undo, ahead } = context;
  return useMemo(
    () => verbsOf({ model, range, columns, edits, dispatch, say, undo, ahead }),
    [model, range, columns, edits, dispatch, say, undo, ahead],
  );
}

function verbsOf({ model, range, columns, edits, dispatch, say, undo, ahead }: Context) {
  const { id, kind, title, version } = model.columns.activities;
  const isActivity = (row: number): boolean => kind[row] !== 'program' && kind[row] !== 'workstream';
  const rows = range.rows.filter(isActivity);
  const codes = rows.map((row) => id[row] ?? '');
  const shownColumns = columns.map((column) => column.id);
  const chosen = range.first < 0 ? shownColumns : shownColumns.slice(range.first, range.last + 1);
  const fail = (error: unknown): void => say(error instanceof Error ? error.message : String(error));
  const act = (changes: PlanChange[], patches: RowPatch[] = []): void => {
    if (changes.length === 0) say(t('plan.verb.here'));
    else edits.apply(changes, patches).catch(fail);
  };
  const outline = (verb: 'indent' | 'outdent') => (): void =>
    act(codes.length === 0 ? [] : [{ do: verb, ids: codes }]);
  const shift = (side: Side) => (): void => {
    const tops = outermost(model, rows);
    if (tops.length === 0) {
      say(t('plan.verb.here'));
      return;
    }
    const other = neighborOf(model, tops, side);
    if (other < 0) say(t(side === 'before' ? 'plan.edge.up' : 'plan.edge.down'));
    else act([{ do: 'move', ids: tops.map((row) => id[row] ?? ''), [side]: id[other] ?? '' }]);
  };
  const insert = (side: Side, beside: number) => (): void => {
    ahead.current = '';
    edits
      .apply([{ do: 'add', ref: '#new', fields: { title: t('plan.new') }, ...spotOf(model, beside, side) }])
      .then((edit) => {
        const made = edit?.refs?.['#new'];
        if (made === undefined) return;
        const draft = ahead.current === '' ? null : ahead.current;
        dispatch({ type: 'select', id: made, column: Math.max(0, shownColumns.indexOf('name')) });
        dispatch({ type: 'edit', editing: { id: made, column: 'name', draft, fresh: true } });
      }, fail)
      .finally(() => {
        ahead.current = null;
      });
  };
  const remove = (): void => {
    const tops = outermost(model, rows);
    const changes = tops.map<PlanChange>((row) => ({
      do: 'remove',
      id: id[row] ?? '',
      version: version[row],
    }));
    if (changes.length === 0) {
      say(t('plan.remove.group'));
      return;
    }
    const text =
      tops.length === 1
        ? t('plan.removed', { title: title[tops[0] ?? 0] ?? '' })
        : t('plan.deleted', { count: tops.length });
    edits
      .apply(changes)
      .then((edit) => edit !== null && say(text, { label: t('action.undo'), run: undo }), fail);
  };
  const clear = (): void => {
    const changes: PlanChange[] = [];
    const patches: RowPatch[] = [];
    for (const row of rows) {
      const reads = chosen.map((column) => readCell(model, row, column, '', true));
      changes.push(...reads.flatMap((read) => (read.kind === 'links' ? read.changes : [])));
      const made = reads.filter((read) => read.kind === 'change');
      if (made.length === 0) continue;
      const fields = Object.assign({}, ...made.map((read) => read.fields)) as object;
      const patch = Object.assign({}, ...made.map((read) => read.row)) as object;
      changes.push({ do: 'set', id: id[row] ?? '', version: version[row], fields });
      patches.push({ ...patch, id: id[row] ?? '' });
    }
    if (changes.length === 0) say(t('plan.clear.fixed'));
    else act(changes, patches);
  };
  const fill = (): void => {
    const [first, ...rest] = range.rows;
    if (first === undefined || rest.length === 0) {
      say(t('plan.fill.nothing'));
      return;
    }
    const block = repeated(textsOf(model, [first], chosen), rest.length, chosen.length);
    const { changes, patches } = layBlock({ model, rows: rest, columns: chosen }, block, false);
    if (changes.length === 0) say(t('plan.fill.same'));
    else act(changes, patches);
  };
  return {
    rows,
    /** Columns that the selection reaches over. */
    chosen,
    texts: (): string[][] => textsOf(model, range.rows, chosen),
    indent: outline('indent'),
    outdent: outline('outdent'),
    up: shift('before'),
    down: shift('after'),
    above: insert('before', range.rows[0] ?? -1),
    below: insert('after', range.rows.at(-1) ?? -1),
    insertAfter: (row: number) => insert('after', row)(),
    remove,
    clear,
    fill,
    chain: (): void => {
      const links = firstToLast(model, rows);
      if (links.length === 0) say(t('plan.link.two'));
      else act(links);
    },
  };
}
