import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';
import { flushSync } from 'react-dom';
import { STEP } from '@/lib/board/lanes';

/** Which part of the lanes is seen. `flying`: frame after frame scrolls past a whole window, and nobody can read it. */
export type Window = { top: number; bottom: number; flying: boolean };

const REST_MS = 120;

/** What of the lanes is in view, in steps of one card: what a frame has to draw of a scroll is never more than it must. */
export function useWindow(scroller: RefObject<HTMLElement | null>): Window {
  const [seen, setSeen] = useState<Window>({ top: 0, bottom: 1200, flying: false });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let before = element.scrollTop;
    let leaping = false;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const look = (moving: boolean) => {
      const { scrollTop, clientHeight } = element;
      const leapt = moving && Math.abs(scrollTop - before) >= clientHeight;
      const flying = leapt && leaping;
      leaping = leapt;
      before = scrollTop;
      const top = flying ? scrollTop : Math.floor(scrollTop / STEP) * STEP;
      const bottom = flying ? scrollTop + clientHeight : top + Math.ceil(clientHeight / STEP + 1) * STEP;
      setSeen((now) =>
        now.top === top && now.bottom === bottom && now.flying === flying ? now : { top, bottom, flying },
      );
    };
    const onScroll = () => {
      flushSync(() => look(true));
      clearTimeout(rest);
      rest = setTimeout(() => look(false), REST_MS);
    };
    look(false);
    const observer = new ResizeObserver(() => look(false));
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(rest);
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller]);
  return seen;
}
