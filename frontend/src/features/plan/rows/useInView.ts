/** What keeps the focused row, its bar and the middle of the time in view. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { scrollInto } from '@/components/grid/keys';
import type { PlanModel } from '@/lib/plan/data/model';
import { pointX, startX, type TimeScale } from '@/lib/plan/scene/timescale';
import type { Column } from '@/features/plan/state/columns';
import { ROW_HEIGHTS } from '@/features/plan/state/layout';
import type { PlanState } from '@/features/plan/state/state';
import type { PlanView } from '@/features/plan/state/usePlan';

export const HEAD_HEIGHT = 44;
/** Room left of the status date when the chart opens. */
const BEFORE_STATUS = 48;

type Focused = { shown: PlanView; state: PlanState; columns: readonly Column[] };

/** On opening, the status date (or the start) stands near the left edge; on zooming, the middle of the window keeps its date. */
export function useKeepTime(
  scroller: React.RefObject<HTMLDivElement | null>,
  scale: TimeScale,
  near: number,
  ready: boolean,
) {
  const before = useRef<TimeScale | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || !ready) return;
    const old = before.current;
    before.current = scale;
    if (old === null) element.scrollTo({ left: Math.max(0, pointX(scale, near) - BEFORE_STATUS) });
    else if (old.perDay !== scale.perDay) {
      const anchor = BEFORE_STATUS;
      const day = old.first + (element.scrollLeft + anchor) / old.perDay;
      element.scrollTo({ left: Math.max(0, (day - scale.first) * scale.perDay - anchor) });
    }
  }, [scroller, scale, near, ready]);
}

/** Keeps the focused row in view, and the browser's focus on it while the focus is in the grid. */
export function useFocus(
  scroller: React.RefObject<HTMLDivElement | null>,
  { shown, state, columns }: Focused,
  selectedRow: number,
) {
  const position = selectedRow < 0 ? -1 : (shown.view.position[selectedRow] ?? -1);
  const editing = state.editing !== null;
  const rowHeight = ROW_HEIGHTS[state.layout.density];
  const inside = useFocusInside(scroller);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || position < 0) return;
    const top = position * rowHeight;
    const next = scrollInto(top, top + rowHeight, element.scrollTop, element.clientHeight - HEAD_HEIGHT);
    if (next !== element.scrollTop) element.scrollTo({ top: next });
  }, [scroller, position, rowHeight]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || position < 0 || editing || !inside.current) return;
    const column = Math.min(state.column, columns.length - 1);
    const row = element.querySelector<HTMLElement>(`[data-row="${selectedRow}"]`);
    const target = column < 0 ? row : row?.querySelector<HTMLElement>(`[data-column="${column}"]`);
    target?.focus({ preventScroll: true });
  }, [scroller, inside, position, selectedRow, state.column, columns.length, editing]);
}

/** Whether the focus was last in the grid: also when the element that had it is gone, as an editor that closed. */
function useFocusInside(scroller: React.RefObject<HTMLDivElement | null>): React.RefObject<boolean> {
  const inside = useRef(false);
  useEffect(() => {
    const look = (event: FocusEvent) => {
      const target = event.target as Element;
      inside.current = scroller.current?.contains(target) === true || target.closest('.pl-pop') !== null;
    };
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, [scroller]);
  return inside;
}

/** Scrolls the chart sideways to the bar of the focused row, when it was asked for. */
export function useReveal(
  scroller: React.RefObject<HTMLDivElement | null>,
  scale: TimeScale,
  model: PlanModel,
  row: number,
  reveal: number,
  width: number,
) {
  useEffect(() => {
    const element = scroller.current;
    if (element === null || reveal === 0 || row < 0) return;
    const x = startX(scale, model.start[row] ?? 0);
    if (x < element.scrollLeft || x > element.scrollLeft + width - 40)
      element.scrollTo({ left: Math.max(0, x - width / 3) });
    // only when asked: not when the plan or the scale changes
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [reveal]);
}
