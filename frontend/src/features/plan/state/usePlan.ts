import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { get, path as apiPath } from '@/api/client';
import { keys } from '@/api/queries';
import type { PlanColumns } from '@/api/types';
import { chainTo } from '@/lib/plan/data/chain';
import { filterMask } from '@/lib/plan/data/filter';
import { buildModel, type PlanModel } from '@/lib/plan/data/model';
import { flatten, type View } from '@/lib/plan/data/tree';
import { linkIndex, type LinkIndex } from '@/lib/plan/scene/linkindex';
import { foldedNow, panelRecord, type PlanState } from './state';

export function usePlanQuery(program: string, baseline: string | null) {
  return useQuery({
    queryKey: keys.plan(program, baseline ?? undefined),
    queryFn: ({ signal }) => get<PlanColumns>(`${apiPath('programs', program)}/plan`, { baseline }, signal),
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

/** What shows of a plan under a state. */
export function usePlanView(model: PlanModel, state: PlanState): PlanView {
  const filter = useDeferredValue(state.filter);
  const mask = useMemo(() => filterMask(model, filter), [model, filter]);
  const folded = foldedNow(state);
  const view = useMemo(() => flatten(model.tree, rowsOf(model, folded), mask), [model, folded, mask]);
  const index = useMemo(() => linkIndex(model, view), [model, view]);
  const record = panelRecord(state);
  const path = useMemo(() => pathOf(model, record), [model, record]);
  return { view, index, path };
}

function rowsOf(model: PlanModel, ids: ReadonlySet<string>): Set<number> {
  return new Set([...ids].map((id) => model.rowOf.get(id) ?? -1));
}

function pathOf(model: PlanModel, record: string | null): ReadonlySet<number> {
  const row = record === null ? model.finalRow : (model.rowOf.get(record) ?? model.finalRow);
  return new Set(row < 0 ? [] : chainTo(model, row));
}

export function usePlanModel(columns: PlanColumns): PlanModel {
  return useMemo(() => buildModel(columns), [columns]);
}
