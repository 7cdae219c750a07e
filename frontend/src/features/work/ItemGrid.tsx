import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { ItemTable } from '@/api/types';
import type { Roll, Row } from '@/lib/items/tree';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { Editor } from './Editor';
import { columns, editable, figures, rawOf, shownOf } from './columns';
import type { Column } from './columns';

const ROW = 32;
const HEAD = 28;

type Props = {
  table: ItemTable;
  rows: Row[];
  roll: Roll[];
  blocked: ReadonlySet<string>;
  selected: ReadonlySet<string>;
  mayEdit: boolean;
  groupTitle: (id: string) => string;
  onSelect: (keys: string[], on: boolean) => void;
  onToggle: (id: string) => void;
  onOpen: (key: string) => void;
  /** False keeps the editor open: what was typed cannot be sent. */
  onEdit: (at: number, column: Column, text: string) => boolean;
};

type Spot = { row: number; column: number };

function Done({ roll }: { roll: Roll | undefined }) {
  if (roll === undefined || roll.parts === 0) return null;
  const share = (roll.done / roll.parts) * 100;
  const points =
    roll.points > 0 ? t('work.rolledPoints', { done: roll.donePoints, n: roll.points }) : undefined;
  return (
    <span className="w-done" title={points}>
      <i>
        <u style={{ width: `${share}%` }} />
      </i>
      {t('work.rolled', { done: roll.done, n: roll.parts })}
      {points && <span className="sr">, {points}</span>}
    </span>
  );
}

/** One grid: rows are items or heads of groups; the arrows walk over cells, Enter edits them in place. */
export function ItemGrid(props: Props) {
  const { table, rows, roll, blocked, selected, mayEdit, groupTitle, onSelect, onToggle, onOpen, onEdit } =
    props;
  const { items } = table;
  const scroller = useRef<HTMLDivElement>(null);
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 1 });
  const [editing, setEditing] = useState<string | null>(null);
  const wantsFocus = useRef(false);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
  });
  const at = Math.min(spot.row, rows.length - 1);
  const keyOf = (row: Row | undefined) => (row?.type === 'item' ? (items.key[row.at] ?? '') : '');

  useEffect(() => {
    if (!wantsFocus.current) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${at} ${spot.column}"]`);
    if (cell) {
      cell.focus({ preventScroll: true });
      wantsFocus.current = false;
    }
  });

  const go = (row: number, column: number) => {
    const next = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    };
    wantsFocus.current = true;
    setSpot(next);
    virtualizer.scrollToIndex(next.row);
  };

  const begin = () => {
    const row = rows[at];
    const column = columns[spot.column];
    if (row?.type !== 'item' || !mayEdit || column === undefined || !editable.has(column)) return;
    setEditing(`${at} ${spot.column}`);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== null || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[at];
    const key = keyOf(row);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / ROW) - 2);
    if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      onSelect([key, keyOf(rows[next])].filter(Boolean), true);
      go(next, spot.column);
    } else if (event.key === 'ArrowDown') go(at + 1, spot.column);
    else if (event.key === 'ArrowUp') go(at - 1, spot.column);
    else if (event.key === 'PageDown') go(at + page, spot.column);
    else if (event.key === 'PageUp') go(at - page, spot.column);
    else if (event.key === 'Home') go(0, spot.column);
    else if (event.key === 'End') go(rows.length - 1, spot.column);
    else if (event.key === 'ArrowRight' && (row?.type === 'group' ? !row.open : row?.open === false))
      onToggle(row?.type === 'group' ? row.id : key);
    else if (event.key === 'ArrowLeft' && spot.column <= 1 && row?.open === true)
      onToggle(row.type === 'group' ? row.id : key);
    else if (event.key === 'ArrowRight') go(at, spot.column + 1);
    else if (event.key === 'ArrowLeft') go(at, spot.column - 1);
    else if (event.key === 'Enter' || event.key === 'F2') {
      if (row?.type === 'group') onToggle(row.id);
      else if (columns[spot.column] === 'key') onOpen(key);
      else begin();
    } else if (event.key === ' ' && key) onSelect([key], !selected.has(key));
    else if (event.key.toLowerCase() === 'o' && key) onOpen(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const cell = (row: Row & { type: 'item' }, index: number, column: Column, place: number) => {
    const key = items.key[row.at] ?? '';
    const id = `${index} ${place}`;
    if (editing === id)
      return (
        <Editor
          table={table}
          column={column}
          label={t('work.edit', { field: t(`work.col.${column}`), key })}
          initial={rawOf(table, row.at, column)}
          onDone={(text) => {
            if (text !== null && !onEdit(row.at, column, text)) return;
            setEditing(null);
            wantsFocus.current = true;
            setSpot({ row: text === null ? index : Math.min(index + 1, rows.length - 1), column: place });
          }}
        />
      );
    if (column === 'done') return <Done roll={roll[row.at]} />;
    const text = shownOf(table, row.at, column);
    if (column === 'key')
      return (
        <button
          type="button"
          tabIndex={-1}
          className="linkish w-key ell"
          title={t('work.open', { key })}
          onClick={() => onOpen(key)}
        >
          {key}
        </button>
      );
    if (column === 'status')
      return (
        <span className="ell">
          <i className={`wdot ${items.category[row.at] ?? ''}`} />
          {text}
          {blocked.has(key) && <span className="tag off w-tag">{t('board.card.flagged')}</span>}
        </span>
      );
    if (column !== 'title') return <span className="ell">{text || <span className="dim">–</span>}</span>;
    return (
      <span className="w-title" style={{ paddingLeft: (row.level - 1) * 18 }}>
        {row.open === null ? (
          <i className="w-leaf" />
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className={`w-fold ${row.open ? 'open' : ''}`}
            aria-label={t(row.open ? 'work.collapse' : 'work.expand', { key })}
            onClick={() => onToggle(key)}
          />
        )}
        <span className={`ell ${row.match ? '' : 'dim'}`} title={text}>
          {text}
        </span>
      </span>
    );
  };

  const focusable = (index: number, place: number) => (index === at && place === spot.column ? 0 : -1);
  return (
    <div
      ref={scroller}
      className="work-scroll"
      role="treegrid"
      aria-label={t('work.title')}
      aria-rowcount={rows.length + 1}
      aria-multiselectable
      aria-describedby="work-keys"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="work-heads">
        <div role="row" className="work-head" aria-rowindex={1}>
          <span role="columnheader">
            <span className="sr">{t('work.status')}</span>
          </span>
          {columns.map((column) => (
            <span key={column} role="columnheader" className={figures.has(column) ? 'num' : ''}>
              {t(`work.col.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const style = { transform: `translateY(${item.start - HEAD}px)`, height: ROW };
          if (row.type === 'group')
            return (
              <div
                key={`g ${row.id}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-level={1}
                aria-expanded={row.open}
                className="work-row w-group"
                style={style}
              >
                <span
                  role="gridcell"
                  aria-colspan={columns.length + 1}
                  data-cell={`${item.index} ${spot.column}`}
                  tabIndex={item.index === at ? 0 : -1}
                >
                  <button
                    type="button"
                    tabIndex={-1}
                    className={`w-fold ${row.open ? 'open' : ''}`}
                    aria-label={groupTitle(row.id)}
                    onClick={() => onToggle(row.id)}
                  />
                  <b>{groupTitle(row.id)}</b>{' '}
                  <span className="dim">
                    {number(row.count)}, {t('work.rolled', { done: row.done, n: row.count })}{' '}
                    {t('work.done').toLowerCase()}
                  </span>
                </span>
              </div>
            );
          const key = items.key[row.at] ?? '';
          const chosen = selected.has(key);
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={item.index + 2}
              aria-level={row.level}
              aria-expanded={row.open ?? undefined}
              aria-selected={chosen}
              className={`work-row ${chosen ? 'chosen' : ''}`}
              style={style}
            >
              <span role="gridcell">
                <input
                  type="checkbox"
                  tabIndex={-1}
                  aria-label={t('work.select', { key })}
                  checked={chosen}
                  onChange={() => onSelect([key], !chosen)}
                />
              </span>
              {columns.map((column, place) => (
                // The arrows, Enter and F2 do by key what the double click does.
                // eslint-disable-next-line jsx-a11y/no-static-element-interactions
                <span
                  key={column}
                  role={column === 'title' ? 'rowheader' : 'gridcell'}
                  className={`w-cell ${figures.has(column) ? 'num' : ''} ${mayEdit && editable.has(column) ? 'can' : ''}`}
                  data-cell={`${item.index} ${place}`}
                  tabIndex={focusable(item.index, place)}
                  onFocus={() =>
                    item.index === at && place === spot.column
                      ? undefined
                      : setSpot({ row: item.index, column: place })
                  }
                  onDoubleClick={() =>
                    mayEdit && editable.has(column) && setEditing(`${item.index} ${place}`)
                  }
                >
                  {cell(row, item.index, column, place)}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
