import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

export type Viewport = {
  /** Positions to render, both included: whole blocks, one beyond what is seen on each side. */
  first: number;
  last: number;
  /** Pixels scrolled to the right, in steps while it moves and exactly when it rests. */
  left: number;
  width: number;
  height: number;
};

const STEP = 160;
const REST_MS = 120;

export function rowsIn(
  top: number,
  height: number,
  rowHeight: number,
  block: number,
): Pick<Viewport, 'first' | 'last'> {
  const size = rowHeight * block;
  const first = (Math.floor(top / size) - 1) * block;
  const last = (Math.ceil((top + height) / size) + 1) * block - 1;
  return { first: Math.max(0, first), last };
}

/** What of a scroller is in view; re-renders only when blocks come in, a step sideways is done, or the size changes. */
export function useViewport(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  block: number,
): Viewport {
  const [viewport, setViewport] = useState<Viewport>({
    first: 0,
    last: 3 * block - 1,
    left: 0,
    width: 0,
    height: 0,
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let frame = 0;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const measure = (moving: boolean) => {
      const { scrollTop, scrollLeft, clientWidth: width, clientHeight: height } = element;
      setViewport((now) => {
        const left = moving && Math.abs(now.left - scrollLeft) < STEP ? now.left : scrollLeft;
        const next = { ...rowsIn(scrollTop, height, rowHeight, block), left, width, height };
        return same(now, next) ? now : next;
      });
    };
    const onScroll = () => {
      if (frame === 0) {
        frame = requestAnimationFrame(() => {
          frame = 0;
          measure(true);
        });
      }
      clearTimeout(rest);
      rest = setTimeout(() => measure(false), REST_MS);
    };
    // calls back once on observing, before the first paint
    const sizes = new ResizeObserver(() => measure(false));
    sizes.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(rest);
      sizes.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, rowHeight, block]);
  return viewport;
}

function same(a: Viewport, b: Viewport): boolean {
  return (
    a.first === b.first &&
    a.last === b.last &&
    a.left === b.left &&
    a.width === b.width &&
    a.height === b.height
  );
}
