import type { ReactNode } from 'react';
import { Button, IconButton } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';

type Props<R> = {
  rows: readonly R[];
  /** What "Add" adds, and what it says. */
  blank: R;
  add: string;
  className: string;
  least?: number;
  onRows: (rows: R[]) => void;
  children: (row: R, set: (part: Partial<R>) => void, place: number) => ReactNode;
};

/** Rows of fields, each with a button that removes it, and one that adds another. */
export function RowsOf<R>({ rows, blank, add, className, least = 0, onRows, children }: Props<R>) {
  const set = (place: number) => (part: Partial<R>) =>
    onRows(rows.map((each, index) => (index === place ? { ...each, ...part } : each)));
  return (
    <div className={`a-rows ${className}`}>
      {rows.map((row, place) => (
        <div key={place}>
          {children(row, set(place), place)}
          <IconButton
            icon="trash"
            label={t('activity.point.remove', { n: place + 1 })}
            disabled={rows.length <= least}
            onClick={() => onRows(rows.filter((_, index) => index !== place))}
          />
        </div>
      ))}
      <Button small icon="plus" onClick={() => onRows([...rows, blank])}>
        {add}
      </Button>
    </div>
  );
}
