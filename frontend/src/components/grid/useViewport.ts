import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

export type Viewport = {
  /** Positions to render, both included, a chunk beyond what is seen on each side. */
  first: number;
  last: number;
  /** Pixels scrolled to the right. */
  left: number;
  width: number;
  height: number;
};

/** Rows are rendered in chunks: scrolling re-renders once every few rows, and only the rows that come in. */
const CHUNK = 8;

export function chunkOf(top: number, height: number, rowHeight: number): Pick<Viewport, 'first' | 'last'> {
  const first = Math.floor(top / rowHeight / CHUNK) * CHUNK - CHUNK;
  const last = Math.ceil((top + height) / rowHeight / CHUNK) * CHUNK + CHUNK;
  return { first: Math.max(0, first), last };
}

/** What of a scroller is in view; re-renders only when the chunk, the horizontal place or the size changes. */
export function useViewport(scroller: RefObject<HTMLElement | null>, rowHeight: number): Viewport {
  const [viewport, setViewport] = useState<Viewport>({ first: 0, last: 40, left: 0, width: 0, height: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let pending = 0;
    const measure = () => {
      pending = 0;
      const next = viewportOf(element, rowHeight);
      setViewport((now) => (same(now, next) ? now : next));
    };
    const soon = () => {
      if (pending === 0) pending = requestAnimationFrame(measure);
    };
    // calls back once on observing, before the first paint
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    element.addEventListener('scroll', soon, { passive: true });
    return () => {
      cancelAnimationFrame(pending);
      sizes.disconnect();
      element.removeEventListener('scroll', soon);
    };
  }, [scroller, rowHeight]);
  return viewport;
}

function viewportOf(element: HTMLElement, rowHeight: number): Viewport {
  const { scrollTop, scrollLeft, clientWidth, clientHeight } = element;
  return {
    ...chunkOf(scrollTop, clientHeight, rowHeight),
    left: scrollLeft,
    width: clientWidth,
    height: clientHeight,
  };
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
