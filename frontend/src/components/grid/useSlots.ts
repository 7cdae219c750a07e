import { useState } from 'react';
import { firstSlots, nextSlots } from './slots';

/** React keys for records of which only those in view are rendered; `pinned` is the one that may have the focus. */
export function useSlots<Id>(
  ids: readonly Id[],
  scope: unknown,
  pinned: Id | null = null,
): readonly number[] {
  const [slots, setSlots] = useState(() => firstSlots(ids, scope));
  if (slots.ids === ids && slots.scope === scope) return slots.keys;
  const next = nextSlots(slots, ids, scope, pinned);
  setSlots(next);
  return next.keys;
}
