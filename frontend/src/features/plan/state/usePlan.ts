import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { get, outbox, path as apiPath } from '@/api/client';
import { shownOf } from '@/api/outbox/entry';
import { keys } from '@/api/queries';
import type { PlanColumns } from '@/api/types';
import { chainTo } from '@/lib/plan/data/chain';
import { withWaiting } from '@/lib/plan/data/columns';
import { filterMask } from '@/lib/plan/data/filter';
import { modelBuilder, type PlanModel } from '@/lib/plan/data/model';
import { flatten, withAncestors, type View } from '@/lib/plan/data/tree';
import { linkIndex, type LinkIndex } from '@/lib/plan/scene/linkindex';
import { foldedNow, panelRecord, type PlanState } from './state';

export function usePlanQuery(program: string, baseline: string | null) {
  return useQuery({
    queryKey: keys.plan(program, baseline ?? undefined),
    queryFn: async ({ signal }) =>
      withWaiting(
        await get<PlanColumns>(`${apiPath('programs', program)}/plan`, { baseline }, signal),
        shownOf(outbox.entries(), program),
      ),
    staleTime: 60_000,
    structuralSharing: false,
    placeholderData: (before) => before,
  });
}

export type PlanView = {
  view: View;
  index: LinkIndex;
  /** Rows on the driving chain of the record in the panel, else of the final milestone. */
  path: ReadonlySet<number>;
};

/** A plan in the outline's order, and where its rows stand in the order that shows. */
export type Source = { base: PlanModel; rowAt: Int32Array | null };

/** What shows of a plan under a state. What leads where is found in the outline: another order lacks its summaries. */
export function usePlanView(model: PlanModel, state: PlanState, { base, rowAt }: Source): PlanView {
  const filter = useDeferredValue(state.filter);
  const found = useMemo(() => filterMask(base, filter, state.kept), [base, filter, state.kept]);
  const mask = useMemo(() => maskAt(model, found, rowAt), [model, found, rowAt]);
  const folded = foldedNow(state);
  const { tree, rowOf, links } = model;
  const view = useMemo(() => flatten(tree, rowsOf(rowOf, folded), mask), [tree, rowOf, folded, mask]);
  // where every row shows, dates and what is critical do not change which arrows there are
  const whole = view.rows.length === model.count ? links : model.columns;
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const index = useMemo(() => linkIndex(model, view), [whole, view]);
  const record = panelRecord(state);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const path = useMemo(() => placed(pathOf(base, record), rowAt), [base.columns, record, rowAt]);
  return { view, index, path };
}

/** The mask of the outline in the order that shows; a group shows where one of its rows does. */
function maskAt(model: PlanModel, mask: Uint8Array | null, rowAt: Int32Array | null): Uint8Array | null {
  if (mask === null || rowAt === null) return mask;
  const moved = new Uint8Array(model.count);
  rowAt.forEach((place, row) => {
    if (place >= 0) moved[place] = mask[row] ?? 0;
  });
  return withAncestors(model.tree, moved);
}

function placed(rows: ReadonlySet<number>, rowAt: Int32Array | null): ReadonlySet<number> {
  return rowAt === null ? rows : new Set([...rows].map((row) => rowAt[row] ?? -1).filter((row) => row >= 0));
}

function rowsOf(rowOf: PlanModel['rowOf'], ids: ReadonlySet<string>): Set<number> {
  return new Set([...ids].map((id) => rowOf.get(id) ?? -1));
}

function pathOf(model: PlanModel, record: string | null): ReadonlySet<number> {
  const row = record === null ? model.finalRow : (model.rowOf.get(record) ?? model.finalRow);
  return new Set(row < 0 ? [] : chainTo(model, row));
}

export function usePlanModel(columns: PlanColumns): PlanModel {
  const [build] = useState(modelBuilder);
  return useMemo(() => build(columns), [build, columns]);
}
