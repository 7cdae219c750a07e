import { useMemo } from 'react';
import { isMany, rangeOf, type Range } from '@/components/grid/selection';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import type { Column } from '@/features/plan/state/columns';
import { focusOf, type PlanState } from '@/features/plan/state/state';
import type { PlanView } from '@/features/plan/state/usePlan';

/** The rows and columns that verbs act on. */
export function useSelection(model: PlanModel, shown: PlanView, state: PlanState): Range {
  const { selection, selected, column } = state;
  return useMemo(
    () =>
      rangeOf(selection, focusOf({ selected, column }), {
        rows: shown.view.rows,
        position: shown.view.position,
        rowOf: model.rowOf,
      }),
    [selection, selected, column, shown.view, model.rowOf],
  );
}

/** "4 rows, 3 columns selected"; null for a single cell or row. */
export function rangeWords(range: Range, columns: readonly Column[]): string | null {
  if (!isMany(range)) return null;
  if (range.first < 0) return t('plan.select.rows', { count: range.rows.length });
  return t('plan.select.block', sizeWords(range, columns));
}

export function sizeWords(range: Range, columns: readonly Column[]): { rows: string; columns: string } {
  const width = range.first < 0 ? columns.length : range.last - range.first + 1;
  return {
    rows: t('plan.select.rowCount', { count: range.rows.length }),
    columns: t('plan.select.columnCount', { count: width }),
  };
}
