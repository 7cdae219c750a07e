import { useEffect, useMemo, useState } from 'react';
import { BLOCK, type Frame } from '@/lib/plan/scene/frame';
import type { MovedBar } from './layers';

const SLIDE_MS = 150;
/** More rows than fit on a screen need not slide. */
const MOST = 80;

const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export type Sliding = { moved: readonly MovedBar[]; apart: ReadonlyMap<number, ReadonlySet<number>> };

/** The moved rows in view, for as long as they slide; `apart` has them by block, so that no other block draws anew. */
export function useSliding(frame: Frame, moved: readonly MovedBar[]): Sliding {
  const [ended, setEnded] = useState<readonly MovedBar[] | null>(null);
  const active = moved.length > 0 && ended !== moved;
  useEffect(() => {
    if (!active) return undefined;
    const timer = setTimeout(() => setEnded(moved), SLIDE_MS);
    return () => clearTimeout(timer);
  }, [active, moved]);
  return useMemo(() => {
    const seen = active && !still() ? inView(frame, moved) : [];
    const apart = new Map<number, Set<number>>();
    for (const { row } of seen) {
      const block = Math.floor((frame.view.position[row] ?? 0) / BLOCK);
      apart.set(block, (apart.get(block) ?? new Set<number>()).add(row));
    }
    return { moved: seen, apart };
  }, [frame, moved, active]);
}

function inView({ view, window }: Frame, moved: readonly MovedBar[]): readonly MovedBar[] {
  const seen = moved.filter(({ row }) => {
    const position = view.position[row] ?? -1;
    return position >= window.first && position <= window.last;
  });
  return seen.length > MOST ? [] : seen;
}
