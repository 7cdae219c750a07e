import { useCallback, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { BoardColumn } from '@/api/types';
import type { Lane, Spot } from '@/lib/board/lanes';
import { neighbor, spotOf } from '@/lib/board/lanes';
import { t } from '@/lib/messages/t';

export type Carry = { key: string; spot: Spot };

type Given = {
  lanes: readonly Lane[];
  columns: readonly BoardColumn[];
  current: string | null;
  mayMove: (key: string) => boolean;
  onCurrent: (key: string) => void;
  onOpen: (key: string) => void;
  onDrop: (key: string, spot: Spot) => void;
  announce: (text: string) => void;
};

const arrows: Record<string, 'up' | 'down' | 'left' | 'right' | 'first' | 'last'> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

/** The keyboard's way of dragging: pick up, choose with arrows, put down; each step is said. */
export function useCarry(given: Given) {
  const { lanes, columns, current, mayMove, onCurrent, onOpen, onDrop, announce } = given;
  const [carry, setCarry] = useState<Carry | null>(null);

  const words = useCallback(
    (key: string, { lane, column, index }: Spot) => {
      const cell = lanes[lane]?.cells[column] ?? [];
      const others = cell.filter((card) => card.key !== key).length;
      const own = cell.findIndex((card) => card.key === key);
      const place = own >= 0 && index > own ? index : index + 1;
      const where = { column: columns[column]?.title ?? '', place, of: others + 1 };
      const title = lanes[lane]?.title;
      return title ? t('board.carry.atLane', { ...where, lane: title }) : t('board.carry.at', where);
    },
    [columns, lanes],
  );

  const step = useCallback(
    ({ key, spot }: Carry, way: (typeof arrows)[string]): Carry => {
      const count = (lane: number, column: number) => lanes[lane]?.cells[column]?.length ?? 0;
      const next = { ...spot };
      if (way === 'left' || way === 'right') {
        next.column = Math.min(columns.length - 1, Math.max(0, spot.column + (way === 'left' ? -1 : 1)));
        next.index = Math.min(spot.index, count(spot.lane, next.column));
      } else if (way === 'first') next.index = 0;
      else if (way === 'last') next.index = count(spot.lane, spot.column);
      else {
        const own = lanes[spot.lane]?.cells[spot.column]?.findIndex((card) => card.key === key) ?? -1;
        const by = way === 'up' ? -1 : 1;
        let index = spot.index + by;
        if (own >= 0 && index === own + 1) index += by; // behind itself is where it is
        const most = count(spot.lane, spot.column);
        if (index > most && lanes[spot.lane + 1]) {
          next.lane += 1;
          index = 0;
        } else if (index < 0 && lanes[spot.lane - 1]) {
          next.lane -= 1;
          index = count(next.lane, spot.column);
        }
        next.index = Math.max(0, Math.min(index, count(next.lane, spot.column)));
      }
      return { key, spot: next };
    },
    [columns.length, lanes],
  );

  const onCarrying = (event: KeyboardEvent, now: Carry) => {
    const way = arrows[event.key];
    if (way !== undefined) {
      const next = step(now, way);
      setCarry(next);
      announce(words(next.key, next.spot));
    } else if (event.key === 'Escape') {
      setCarry(null);
      announce(t('board.carry.left', { key: now.key }));
    } else if ([' ', 'Enter', 'm', 'M'].includes(event.key)) {
      setCarry(null);
      onDrop(now.key, now.spot);
    } else if (event.key === 'Tab') {
      setCarry(null);
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const pickUp = (key: string) => {
    const spot = spotOf(lanes, key);
    if (spot === null) return;
    if (!mayMove(key)) {
      announce(t('board.locked', { key }));
      return;
    }
    setCarry({ key, spot });
    announce(t('board.carry.up', { key }));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (carry !== null && spotOf(lanes, carry.key) !== null) {
      onCarrying(event, carry);
      return;
    }
    setCarry(null);
    if (!(event.target instanceof HTMLElement)) return;
    const key = event.target.dataset.card ?? current;
    if (key === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.dataset.card === undefined) return;
    const way = arrows[event.key];
    if (way !== undefined) onCurrent(neighbor(lanes, key, way));
    else if (event.key === ' ' || event.key.toLowerCase() === 'm') pickUp(key);
    else if (event.key === 'Enter') onOpen(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return { carry, onKeyDown };
}
