import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import { flushSync } from 'react-dom';

export type Viewport = {
  /** Positions to render, both included: whole blocks, one beyond what is seen on each side. */
  first: number;
  last: number;
  /** Whether frame after frame scrolls past a whole window: only what is seen is rendered, and nobody can read it. */
  flying: boolean;
  /** Pixels scrolled to the right, in steps while it moves and exactly when it rests. */
  left: number;
  width: number;
  height: number;
};

const STEP = 160;
const REST_MS = 120;

type Rows = Pick<Viewport, 'first' | 'last' | 'flying'>;

export function rowsIn(top: number, height: number, rowHeight: number, block: number): Rows {
  const size = rowHeight * block;
  const first = (Math.floor(top / size) - 1) * block;
  const last = (Math.ceil((top + height) / size) + 1) * block - 1;
  return { first: Math.max(0, first), last, flying: false };
}

function rowsSeen(top: number, height: number, rowHeight: number): Rows {
  const last = Math.ceil((top + height) / rowHeight) - 1;
  return { first: Math.max(0, Math.floor(top / rowHeight)), last, flying: true };
}

/**
 * What of a scroller is in view; re-renders only when blocks come in, a step sideways is done, or the size changes.
 * It renders within the frame that scrolls, so that rows never come a frame late.
 */
export function useViewport(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  block: number,
): Viewport {
  const [viewport, setViewport] = useState<Viewport>({
    first: 0,
    last: 3 * block - 1,
    flying: false,
    left: 0,
    width: 0,
    height: 0,
  });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let before = element.scrollTop;
    let leaping = false;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const measure = (moving: boolean) => {
      const { scrollTop, scrollLeft, clientWidth: width, clientHeight: height } = element;
      const leapt = moving && Math.abs(scrollTop - before) >= height;
      const flying = leapt && leaping;
      leaping = leapt;
      const rows = flying
        ? rowsSeen(scrollTop, height, rowHeight)
        : rowsIn(scrollTop, height, rowHeight, block);
      before = scrollTop;
      setViewport((now) => {
        const left = moving && Math.abs(now.left - scrollLeft) < STEP ? now.left : scrollLeft;
        const next = { ...rows, left, width, height };
        return same(now, next) ? now : next;
      });
    };
    // the browser tells of a scroll once a frame, before it draws
    const onScroll = () => {
      flushSync(() => measure(true));
      clearTimeout(rest);
      rest = setTimeout(() => measure(false), REST_MS);
    };
    // calls back once on observing, before the first paint
    const sizes = new ResizeObserver(() => measure(false));
    sizes.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
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
    a.flying === b.flying &&
    a.left === b.left &&
    a.width === b.width &&
    a.height === b.height
  );
}
