import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { Lane, Spot } from '@/lib/board/lanes';
import { slotAt } from '@/lib/board/lanes';

type Input = { clientX: number; clientY: number };
export type Drag = { key: string; spot: Spot | null };

/** The slot under the pointer: cells are regular, so they are reckoned, not asked. */
function spotUnder(scroller: HTMLElement, lanes: readonly Lane[], columns: number, at: Input): Spot | null {
  const body = scroller.querySelector('.board-lanes')?.getBoundingClientRect();
  if (body === undefined || at.clientX < body.left || at.clientX > body.right) return null;
  const column = Math.min(columns - 1, Math.floor(((at.clientX - body.left) / body.width) * columns));
  const y = Math.max(0, at.clientY - body.top);
  const found = lanes.findIndex((lane) => y < lane.top + lane.height);
  const lane = found < 0 ? lanes.length - 1 : found;
  const inside = lanes[lane];
  if (inside === undefined) return null;
  const count = inside.cells[column]?.length ?? 0;
  return { lane, column, index: slotAt(y - inside.top - inside.head, count) };
}

/** Dragging by pointer. While it lasts, the slot under the pointer is known; at its end the card is put there. */
export function useDragging(
  scroller: RefObject<HTMLElement | null>,
  lanes: readonly Lane[],
  columns: number,
  onDrop: (key: string, spot: Spot) => void,
): Drag | null {
  const [drag, setDrag] = useState<Drag | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const keyOf = (data: Record<string, unknown>) => (typeof data.card === 'string' ? data.card : null);
    const same = (a: Spot | null | undefined, b: Spot | null) =>
      a?.lane === b?.lane && a?.column === b?.column && a?.index === b?.index;
    return combine(
      autoScrollForElements({ element }),
      monitorForElements({
        canMonitor: ({ source }) => keyOf(source.data) !== null,
        onDragStart: ({ source }) => setDrag({ key: keyOf(source.data) ?? '', spot: null }),
        onDrag: ({ source, location }) => {
          const spot = spotUnder(element, lanes, columns, location.current.input);
          setDrag((now) => (same(now?.spot, spot) ? now : { key: keyOf(source.data) ?? '', spot }));
        },
        onDrop: ({ source, location }) => {
          setDrag(null);
          const key = keyOf(source.data);
          const over = location.current.dropTargets.length > 0;
          const spot = over ? spotUnder(element, lanes, columns, location.current.input) : null;
          if (key !== null && spot !== null) onDrop(key, spot);
        },
      }),
    );
  }, [scroller, lanes, columns, onDrop]);
  return drag;
}
