import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { t } from '@/lib/messages/t';

type Given = {
  /** Keys of the items in the order in which they stand. */
  keys: readonly string[];
  reveal: (row: number) => void;
  onDrop: (key: string, gap: number) => void;
};

type Carried = { key: string; gap: number };

/** Carrying a row to another place by keys alone: up with M, along with the arrows, down with Enter. */
export function useRowCarry({ keys, reveal, onDrop }: Given) {
  const [carried, setCarried] = useState<Carried | null>(null);
  const [said, setSaid] = useState('');

  const where = ({ key, gap }: Carried): string => {
    const place = { key, n: gap + (gap > keys.indexOf(key) ? 0 : 1), all: keys.length };
    const other = keys[gap];
    return other === undefined ? t('backlog.carry.end', place) : t('backlog.carry.at', { ...place, other });
  };
  const carryTo = ({ key, gap: from }: Carried, to: number) => {
    const own = keys.indexOf(key);
    let gap = Math.max(0, Math.min(keys.length, to));
    // the gap behind itself is where it is
    if (gap === own + 1) gap += to > from ? 1 : -1;
    const next = { key, gap: Math.max(0, Math.min(keys.length, gap)) };
    setCarried(next);
    setSaid(where(next));
    reveal(Math.min(next.gap, keys.length - 1));
  };

  return {
    carried,
    /** For screen readers. */
    said,
    begin: (key: string) => {
      setCarried({ key, gap: keys.indexOf(key) });
      setSaid(t('backlog.carry.up', { key }));
    },
    onKey: (event: KeyboardEvent, now: Carried) => {
      const steps: Record<string, number> = {
        ArrowUp: now.gap - 1,
        ArrowDown: now.gap + 1,
        Home: 0,
        End: keys.length,
        PageUp: now.gap - 10,
        PageDown: now.gap + 10,
      };
      const to = steps[event.key];
      if (to !== undefined) carryTo(now, to);
      else if (event.key === 'Enter' || event.key.toLowerCase() === 'm' || event.key === ' ') {
        setCarried(null);
        onDrop(now.key, now.gap);
      } else if (event.key === 'Escape' || event.key === 'Tab') {
        setCarried(null);
        setSaid(t('backlog.carry.left', { key: now.key }));
        if (event.key === 'Tab') return;
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
