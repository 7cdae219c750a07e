import { memo } from 'react';
import type { ReactNode } from 'react';
import { hasChildren } from '@/lib/plan/data/chain';
import type { PlanModel } from '@/lib/plan/data/model';
import type { View } from '@/lib/plan/data/tree';
import type { DayWords } from '@/lib/plan/words/days';
import { describeRow } from '@/lib/plan/words/describe';
import { t } from '@/lib/messages/t';
import { isEditable, type Column } from '@/features/plan/state/columns';
import type { ColumnId } from '@/features/plan/state/state';
import { Cell, cellLook, indentOf } from './Cell';

export type RowProps = {
  model: PlanModel;
  view: View;
  words: DayWords;
  row: number;
  position: number;
  height: number;
  columns: readonly Column[];
  /** Column with focus, -1 the row, null none. */
  focus: number | null;
  /** Whether Tab reaches this row. */
  reachable: boolean;
  selected: boolean;
  /** Columns of the row in a selection of several: -1 to -1 the whole row, null none of it. */
  from: number | null;
  to: number;
  /** Whether the fill handle stands at the end of this row's selected cells. */
  handle: boolean;
  expanded: boolean;
  onPath: boolean;
  pinned: boolean;
  /** Whether the row flies by too fast to be read: it says its description when it rests. */
  flying: boolean;
  readOnly: boolean;
  editor: { column: ColumnId; node: ReactNode } | null;
};

/** One row of the tree grid. Events are handled by the grid; the row only shows, with as few elements as it can. */
export const Row = memo(function Row(props: RowProps) {
  const {
    model,
    view,
    row,
    position,
    height,
    columns,
    focus,
    reachable,
    selected,
    from,
    to,
    expanded,
    onPath,
    editor,
  } = props;
  const kind = model.columns.activities.kind[row];
  const group = hasChildren(model, row);
  return (
    <div
      role="row"
      className={`pl-row${group ? ' sum' : ''}${onPath ? ' crit' : ''}${selected && from === null ? ' sel' : ''}${from === -1 ? ' in' : ''}`}
      style={{ top: position * height }}
      data-row={row}
      tabIndex={reachable && (focus ?? -1) < 0 ? 0 : -1}
      aria-rowindex={position + 2}
      aria-level={model.tree.depth[row]}
      aria-expanded={group ? expanded : undefined}
      aria-posinset={view.place[row]}
      aria-setsize={view.siblings[row]}
      aria-selected={from === null ? selected : from === -1}
      aria-description={props.flying ? undefined : describeRow(model, row, props.words)}
    >
      {columns.map((column, i) => {
        const editable = isEditable(kind, column.id);
        const editing = editor?.column === column.id;
        const inside = from !== null && from >= 0 && i >= from && i <= to;
        return (
          <div
            key={column.id}
            role={column.id === 'name' ? 'rowheader' : 'gridcell'}
            className={`pl-cell ${column.id}${cellLook(model, row, column.id, group)}${editable && !props.readOnly ? ' can-edit' : ''}${editing ? ' editing' : ''}${inside ? ' in' : ''}`}
            style={
              column.id === 'name' && !editing ? { paddingLeft: indentOf(model, row, group) } : undefined
            }
            aria-colindex={i + 1}
            aria-readonly={editable ? undefined : true}
            aria-selected={inside ? true : undefined}
            data-column={i}
            tabIndex={reachable && focus === i ? 0 : -1}
          >
            {editing ? editor.node : <Cell {...props} column={column.id} group={group} />}
            {props.handle && i === to && !editing && <FillHandle />}
          </div>
        );
      })}
    </div>
  );
});

/** Dragged down, it fills the cells below; Ctrl D does it by keyboard. */
function FillHandle() {
  return <i className="pl-fill" data-fill="" aria-hidden="true" title={t('plan.fill.handle')} />;
}
