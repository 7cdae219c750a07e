import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';

const ALL_UP_TO = 100;

/** The rows to draw: all of a short list, a window of a long one. `before` and `after` are the heights left out. */
export function useRows(count: number, height: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = count > ALL_UP_TO;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    enabled: virtual,
    initialRect: { width: 1000, height: 800 },
  });
  const shown = virtual
    ? virtualizer.getVirtualItems().map((item) => item.index)
    : Array.from({ length: count }, (_, index) => index);
  const first = shown.at(0) ?? 0;
  const last = shown.at(-1) ?? -1;
  return {
    scroller,
    shown,
    before: virtual ? first * height : 0,
    after: virtual ? Math.max(0, count - 1 - last) * height : 0,
    scrollTo: (index: number) => virtual && virtualizer.scrollToIndex(index),
  };
}
