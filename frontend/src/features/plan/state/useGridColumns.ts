/** How wide the grid is, and which of its columns show in it. */
import { useCallback, useMemo, useState } from 'react';
import type { Dispatch } from 'react';
import { useLocalStorage, useViewportSize } from '@mantine/hooks';
import type { PlanColumns } from '@/api/types';
import type { PlanModel } from '@/lib/plan/data/model';
import { dayOf } from '@/lib/plan/data/zone';
import { extent } from '@/lib/plan/scene/timescale';
import { isMore } from './columnIds';
import { columnsIn, durationWidth, wanted, type Column } from './columns';
import { keepLayout, type Layout } from './layout';
import type { PlanAction } from './state';

export const LEAST_PANE = 260;
const DEFAULT_PANE = 516;
/** What columns that were chosen leave of the screen to the chart. */
const LEAST_CHART = 360;

/** Sets the layout, and keeps it for this reader: also one that came with a shared link, once it is changed. */
export function useLayout(dispatch: Dispatch<PlanAction>): (layout: Layout) => void {
  return useCallback(
    (layout) => {
      keepLayout(layout);
      dispatch({ type: 'layout', layout });
    },
    [dispatch],
  );
}

/** Width of the grid pane: as the reader left it, or what the chosen columns need; two thirds of a narrow window. */
export function usePane(
  model: PlanModel,
  narrow: boolean,
  layout: Layout,
): [number, (width: number) => void] {
  const { width } = useViewportSize();
  const [kept, setKept] = useLocalStorage<number | null>({
    key: 'pilotage.plan.pane',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const own = useMemo(() => {
    const dates = dateWidth(model);
    return DEFAULT_PANE + wbsWidth(model.columns) - 30 + 2 * (dates - 54) + durationWidth(dates) - 46;
  }, [model]);
  const screen = width || window.innerWidth;
  const room = Math.max(LEAST_PANE, screen - LEAST_CHART);
  const asked = wanted(wbsWidth(model.columns), dateWidth(model), layout) + 1;
  const pane = layout.order.some((id) => isMore(id) && !layout.hidden.includes(id))
    ? Math.min(room, Math.max(kept ?? own, asked))
    : (kept ?? own);
  return [narrow ? Math.round(screen * 0.58) : pane, setKept];
}

export function useColumns(
  columns: PlanColumns,
  model: PlanModel,
  pane: number,
  narrow: boolean,
  layout: Layout,
): readonly Column[] {
  const [wbs, setWbs] = useState(() => wbsWidth(columns));
  const next = wbsWidth(columns);
  if (next !== wbs) setWbs(next);
  const dates = dateWidth(model);
  return useMemo(() => {
    const all = columnsIn(pane - 1, wbs, dates, layout);
    if (!narrow) return all;
    const finish = all.find((column) => column.id === 'finish');
    return [
      { id: 'name' as const, width: pane - 1 - dates, align: 'left' as const },
      finish ?? { id: 'finish' as const, width: dates, align: 'right' as const },
    ];
  }, [pane, wbs, dates, narrow, layout]);
}

function wbsWidth(columns: Pick<PlanColumns, 'activities'>): number {
  const longest = columns.activities.wbs.reduce((most, wbs) => Math.max(most, wbs.length), 3);
  return Math.min(84, 12 + longest * 6);
}

/** Dates more than about nine months from the status date carry their year and need more room. */
function dateWidth(model: PlanModel): number {
  const [low, high] = extent(model);
  const far = Math.max(dayOf(high) - dayOf(model.near), dayOf(model.near) - dayOf(low)) > 280;
  return far ? 90 : 54;
}
