import type { KeyboardEvent } from 'react';

type Rows = {
  ids: readonly string[];
  selected: string | null;
  onSelect: (id: string) => void;
  /** Brings a row into the document, where only some are in it. */
  scrollTo?: (index: number) => void;
};

/**
 * Keys of a table whose rows are selected: up, down, first, last. Focus follows the selection to the button in the row,
 * which is marked with `data-row`.
 */
export function rowKeys({ ids, selected, onSelect, scrollTo }: Rows): (event: KeyboardEvent) => void {
  return (event) => {
    const at = selected === null ? -1 : ids.indexOf(selected);
    const moves: Partial<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: ids.length - 1,
    };
    const next = moves[event.key];
    const id = next === undefined ? undefined : ids[next];
    if (next === undefined || id === undefined) return;
    const table = event.currentTarget;
    event.preventDefault();
    onSelect(id);
    scrollTo?.(next);
    requestAnimationFrame(() => table.querySelector<HTMLElement>(`[data-row="${next}"] button`)?.focus());
  };
}
