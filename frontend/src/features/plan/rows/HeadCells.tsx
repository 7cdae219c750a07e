import { t } from '@/lib/messages/t';
import type { Column } from '@/features/plan/state/columns';

/** Names of the columns. */
export function HeadCells({ columns, width }: { columns: readonly Column[]; width: number }) {
  return (
    <div role="row" className="pl-row hd" aria-rowindex={1} style={{ width }}>
      {columns.map((column, i) => (
        <span
          key={column.id}
          role="columnheader"
          className={`pl-cell ${column.id}`}
          aria-colindex={i + 1}
          aria-label={t(`plan.column.${column.id}.long`)}
          title={t(`plan.column.${column.id}.long`)}
        >
          {t(`plan.column.${column.id}`)}
        </span>
      ))}
    </div>
  );
}
