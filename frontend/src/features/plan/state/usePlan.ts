import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { get, path as apiPath } from '@/api/client';
import { keys } from '@/api/queries';
import type { PlanColumns } from '@/api/types';
import { chainTo } from '@/lib/plan/data/chain';
import { filterMask } from '@/lib/plan/data/filter';
import { modelBuilder, type PlanModel } from '@/lib/plan/data/model';
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
  const { tree, rowOf, links } = model;
  const view = useMemo(() => flatten(tree, rowsOf(rowOf, folded), mask), [tree, rowOf, folded, mask]);
  // where every row shows, dates and what is critical do not change which arrows there are
  const whole = view.rows.length === model.count ? links : model.columns;
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const index = useMemo(() => linkIndex(model, view), [whole, view]);
  const record = panelRecord(state);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const path = useMemo(() => pathOf(model, record), [model.columns, record]);
  return { view, index, path };
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
