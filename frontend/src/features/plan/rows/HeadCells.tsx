import type { DragEvent, PointerEvent } from 'react';
import { t } from '@/lib/messages/t';
import type { Column } from '@/features/plan/state/columns';
import type { ColumnId } from '@/features/plan/state/columnIds';
import type { Sorting } from '@/features/plan/state/ordering';
import { movedTo, sized, type Layout } from '@/features/plan/state/layout';

type OnLayout = ((layout: Layout) => void) | null;
type Props = {
  columns: readonly Column[];
  width: number;
  layout: Layout;
  onLayout: OnLayout;
  sort: Sorting | null;
  onSort: (column: ColumnId) => void;
};

const DRAGGED = 'application/x-pilotage-column';

/** Names of the columns. Dragged, a name moves its column and its right edge sizes it; the Columns menu does both by keys. */
export function HeadCells({ columns, width, layout, onLayout, sort, onSort }: Props) {
  const drop = (event: DragEvent, onto: Column) => {
    const from = columns.find(({ id }) => id === event.dataTransfer.getData(DRAGGED));
    event.preventDefault();
    if (from !== undefined) onLayout?.(movedTo(layout, from.id, onto.id));
  };
  return (
    <div role="row" className="pl-row hd" aria-rowindex={1} style={{ width }}>
      {columns.map((column, i) => (
        <span
          key={column.id}
          role="columnheader"
          className={`pl-cell ${column.id}`}
          aria-colindex={i + 1}
          aria-label={t(`plan.column.${column.id}.long`)}
          aria-sort={sort?.column === column.id ? (sort.down ? 'descending' : 'ascending') : undefined}
          title={`${t(`plan.column.${column.id}.long`)}. ${t('plan.order.by')}`}
        >
          <span
            role="presentation"
            className="pl-headname"
            onClick={() => onSort(column.id)}
            draggable={onLayout !== null}
            onDragStart={(event) => {
              event.dataTransfer.setData(DRAGGED, column.id);
              event.dataTransfer.effectAllowed = 'move';
            }}
            onDragOver={(event) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault()}
            onDrop={(event) => drop(event, column)}
          >
            {sort?.column === column.id && <span aria-hidden="true">{sort.down ? '↓' : '↑'}</span>}
            {t(`plan.column.${column.id}`)}
          </span>
          {onLayout !== null && column.id !== 'name' && (
            <Edge width={column.width} onWidth={(next) => onLayout(sized(layout, column.id, next))} />
          )}
        </span>
      ))}
    </div>
  );
}

/** The right edge of a column, to be dragged. */
function Edge({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget;
    const origin = event.clientX - width;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => onWidth(moved.clientX - origin);
    handle.addEventListener('pointermove', move);
    const stop = () => handle.removeEventListener('pointermove', move);
    handle.addEventListener('pointerup', stop, { once: true });
    handle.addEventListener('pointercancel', stop, { once: true });
  };
  return (
    <i
      className="pl-edge"
      aria-hidden="true"
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={onPointerDown}
    />
  );
}
