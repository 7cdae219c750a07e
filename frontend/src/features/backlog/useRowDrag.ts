import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

type Given = {
  scroller: RefObject<HTMLElement | null>;
  head: number;
  row: number;
  count: number;
  mayMove: boolean;
  onDrop: (key: string, gap: number) => void;
};

/** Dragging rows by their grip: the gap under the pointer is reckoned from the heights, which are all the same. */
export function useRowDrag({ scroller, head, row, count, mayMove, onDrop }: Given) {
  const [gap, setGap] = useState<number | null>(null);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !mayMove) return;
    const keyOf = (data: Record<string, unknown>) => (typeof data.backlog === 'string' ? data.backlog : null);
    const gapAt = (y: number) => {
      const inside = y - element.getBoundingClientRect().top + element.scrollTop - head;
      return Math.max(0, Math.min(count, Math.round(inside / row)));
    };
    return combine(
      autoScrollForElements({ element }),
      dropTargetForElements({ element, canDrop: ({ source }) => keyOf(source.data) !== null }),
      monitorForElements({
        canMonitor: ({ source }) => keyOf(source.data) !== null,
        onDrag: ({ location }) => setGap(gapAt(location.current.input.clientY)),
        onDrop: ({ source, location }) => {
          setGap(null);
          const key = keyOf(source.data);
          if (key !== null && location.current.dropTargets.length > 0)
            onDrop(key, gapAt(location.current.input.clientY));
        },
      }),
    );
  }, [scroller, head, row, count, mayMove, onDrop]);
  return gap;
}

/** Makes a grip drag its item. Returns the clean-up, as a ref may. */
export const grip = (key: string) => (element: HTMLElement | null) =>
  element === null ? undefined : draggable({ element, getInitialData: () => ({ backlog: key }) });
