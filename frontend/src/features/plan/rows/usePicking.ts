/** Selecting with the pointer. */
import { useEffect, useRef } from 'react';
import type { MouseEvent } from 'react';
import type { Range } from '@/components/grid/selection';
import type { PlanModel } from '@/lib/plan/data/model';
import type { PlanState } from '@/features/plan/state/state';
import { HEAD_HEIGHT } from './useInView';

/** One, up to here, or besides the others. */
export type Picking = 'one' | 'extend' | 'toggle';

type Picked = {
  onPick: (row: number, column: number, how: Picking) => void;
  onFill: () => void;
  range: Range;
  state: PlanState;
  model: PlanModel;
};

const EDGE = 24;

/** Pressing selects; dragging on selects up to the pointer, and from the fill handle fills that far down. */
export function usePicking(
  scroller: React.RefObject<HTMLDivElement | null>,
  { onPick, onFill, range, state, model }: Picked,
): (event: MouseEvent) => void {
  const filling = useRef(onFill);
  useEffect(() => {
    filling.current = onFill;
  }, [onFill]);
  return (event) => {
    const from = placeOf(event.target);
    if (from === null || from.twisty || event.button !== 0) {
      if (from !== null && event.button === 2 && !range.rows.includes(from.row))
        onPick(from.row, from.column, 'one');
      return;
    }
    const fill = (event.target as Element).closest('[data-fill]') !== null;
    const how = event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'one';
    if (fill || how !== 'one') event.preventDefault();
    if (!fill) onPick(from.row, from.column, how);
    if (how === 'toggle') return;
    const column = fill ? range.last : from.column;
    let last = from.row;
    let lastColumn = column;
    const onMove = (moved: globalThis.MouseEvent) => {
      const box = scroller.current?.getBoundingClientRect();
      if (box !== undefined && moved.clientY > box.bottom - EDGE) scroller.current?.scrollBy({ top: EDGE });
      if (box !== undefined && moved.clientY < box.top + HEAD_HEIGHT)
        scroller.current?.scrollBy({ top: -EDGE });
      const under = document.elementFromPoint(moved.clientX, moved.clientY);
      const to = under === null ? null : placeOf(under);
      if (to === null) return;
      const next = fill || to.column < 0 ? column : to.column;
      if (to.row === last && next === lastColumn) return;
      last = to.row;
      lastColumn = next;
      onPick(to.row, next, 'extend');
    };
    const stop = () => {
      window.removeEventListener('mousemove', onMove);
      // after the selection that the drag left is the grid's
      if (fill && last !== from.row) setTimeout(() => filling.current());
    };
    if (fill) {
      // the rectangle begins at its first row, the handle is at its last
      const begin = model.columns.activities.id[range.rows[0] ?? 0];
      if (begin !== state.selected) onPick(range.rows[0] ?? from.row, range.first, 'one');
      onPick(from.row, range.last, 'extend');
    }
    window.addEventListener('mousemove', onMove);
    window.addEventListener('mouseup', stop, { once: true });
  };
}

export function placeOf(target: EventTarget): { row: number; column: number; twisty: boolean } | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest('[data-row]');
  if (row === null || target.closest('.editing') !== null) return null;
  const cell = target.closest('[data-column]');
  return {
    row: Number(row.getAttribute('data-row')),
    column: cell === null ? -1 : Number(cell.getAttribute('data-column')),
    twisty: target.closest('[data-twisty]') !== null,
  };
}
