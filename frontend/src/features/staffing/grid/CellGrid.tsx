import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Spacer } from '@/components/tables/Spacer';
import { useRows } from '@/components/tables/useRows';
import { t } from '@/lib/messages/t';
import { walked } from './walk';
import type { Place } from './walk';

const HEIGHT = 30;

export type GridCell = { text: string; tone?: string; words: string };
export type GridRow = { key: string; head: ReactNode; cells: readonly GridCell[]; first?: boolean };

type Props = {
  label: string;
  corner: string;
  columns: readonly { key: string; label: string }[];
  rows: readonly GridRow[];
  /** The cell whose receipt is open. */
  open: Place | null;
  onOpen: (place: Place) => void;
};

/** A table of figures in which the arrow keys walk; each figure opens its receipt. Long tables draw what is in view. */
export function CellGrid({ label, corner, columns, rows, open, onOpen }: Props) {
  const { scroller, shown, before, after, scrollTo } = useRows(rows.length, HEIGHT);
  const [here, setHere] = useState<Place>({ row: 0, column: 0 });
  const id = useId();
  const wanted = useRef<Place | null>(null);
  const at = { row: Math.min(here.row, rows.length - 1), column: Math.min(here.column, columns.length - 1) };
  useEffect(() => {
    const place = wanted.current;
    if (place === null) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-at="${place.row}:${place.column}"]`);
    if (cell) {
      wanted.current = null;
      cell.focus();
    }
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const next = walked(event.key, event.ctrlKey || event.metaKey, at, rows.length, columns.length);
    if (next === null) return;
    event.preventDefault();
    wanted.current = next;
    scrollTo(next.row);
    setHere(next);
  };
  return (
    <div className="cellgrid" ref={scroller}>
      <p id={`${id}-keys`} className="sr">
        {t('staffing.grid')}
      </p>
      <table
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the arrow keys walk in it
        role="grid"
        aria-label={label}
        aria-describedby={`${id}-keys`}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((column) => (
              <th scope="col" key={column.key}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} columns={columns.length + 1} />
          {shown.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr key={row.key} aria-rowindex={index + 2} className={row.first ? 'first' : undefined}>
                <th scope="row">{row.head}</th>
                {row.cells.map((cell, column) => (
                  <td key={columns[column]?.key ?? column} className={cell.tone}>
                    <button
                      type="button"
                      data-at={`${index}:${column}`}
                      tabIndex={index === at.row && column === at.column ? 0 : -1}
                      aria-label={cell.words}
                      aria-expanded={open?.row === index && open.column === column}
                      title={cell.words}
                      onFocus={() => setHere({ row: index, column })}
                      onClick={() => onOpen({ row: index, column })}
                    >
                      {cell.text}
                    </button>
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={after} columns={columns.length + 1} />
        </tbody>
      </table>
    </div>
  );
}
