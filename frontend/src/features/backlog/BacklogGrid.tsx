import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import type { Backlog } from '@/api/types';
import { parseTsv } from '@/components/grid/tsv';
import type { Cell } from '@/lib/backlog/cells';
import type { Fit } from '@/lib/backlog/order';
import { t } from '@/lib/messages/t';
import { BacklogCell } from './BacklogCell';
import { CellEditor } from './CellEditor';
import type { Leave } from './CellEditor';
import { columnsOf } from './columns';
import type { Column } from './columns';
import { useRowCarry } from './useRowCarry';
import { grip, useRowDrag } from './useRowDrag';
import { inputsOf } from './words';

const ROW = 32;
const HEAD = 28;
const GAP = 8;
/** The padding of a row, its check box and its grip. */
const EDGES = 54;

export type Cut = { sure: number; even: number; weeks: number };

type Props = {
  backlog: Backlog;
  rows: number[];
  compare: boolean;
  mayEdit: boolean;
  fit: Fit[] | null;
  cut: Cut | null;
  weeks: number;
  selected: ReadonlySet<string>;
  onSelect: (keys: string[], on: boolean) => void;
  onEdit: (key: string, field: string, text: string, before: Cell) => void;
  /** The order is to hold still, or may move again. */
  onEditing: (on: boolean) => void;
  onPaste: (block: string[][], from: { row: number; field: number }) => void;
  onWhy: (key: string) => void;
  onDrop: (key: string, gap: number) => void;
};

/** One grid: arrows walk over cells, typing edits them in place, rows are dragged or carried to another place. */
export function BacklogGrid(props: Props) {
  const { backlog, rows, mayEdit, fit, cut, selected, onSelect, onPaste, onWhy, onDrop } = props;
  const { onEdit, onEditing } = props;
  const { items } = backlog;
  const columns = columnsOf(props);
  const inputs = inputsOf(backlog);
  const scroller = useRef<HTMLDivElement>(null);
  /** The focus is on an item, wherever its place comes to be; the row is for when it is gone. */
  const [spot, setSpot] = useState({ key: '', row: 0, column: 2 });
  const [editing, setEditing] = useState<{ key: string; column: number; text: string; before: Cell } | null>(
    null,
  );
  const wantsFocus = useRef(false);
  const overrides = useMemo(() => new Map(backlog.overrides.map((each) => [each.key, each])), [backlog]);
  const blocked = useMemo(() => new Set(backlog.blockers.flatMap(({ keys }) => keys)), [backlog]);
  const drag = useRowDrag({ scroller, head: HEAD, row: ROW, count: rows.length, mayMove: mayEdit, onDrop });
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
  });
  const keys = useMemo(() => rows.map((place) => items.key[place] ?? ''), [items, rows]);
  const carry = useRowCarry({ keys, reveal: (row) => virtualizer.scrollToIndex(row), onDrop });
  const keyAt = (row: number) => keys[row] ?? '';
  const found = spot.key === '' ? -1 : keys.indexOf(spot.key);
  const at = found >= 0 ? found : Math.max(0, Math.min(spot.row, rows.length - 1));
  const column = Math.min(spot.column, columns.length - 1);

  useEffect(() => {
    if (!wantsFocus.current) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${at} ${column}"]`);
    if (cell) {
      cell.focus({ preventScroll: true });
      wantsFocus.current = false;
    }
  });

  const go = (row: number, to: number) => {
    const next = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, to)),
    };
    wantsFocus.current = true;
    setSpot({ ...next, key: keyAt(next.row) });
    virtualizer.scrollToIndex(next.row);
  };
  const begin = (row: number, to: number, text?: string): boolean => {
    const place = rows[row];
    const field = inputs[columns[to]?.field ?? -1];
    if (!mayEdit || place === undefined || field === undefined) return false;
    const now = items.inputs[field.id]?.[place];
    const initial = text ?? (now === null || now === undefined ? '' : String(now));
    const key = items.key[place] ?? '';
    setSpot({ key, row, column: to });
    setEditing({ key, column: to, text: initial, before: now ?? null });
    onEditing(true);
    return true;
  };
  const finish = (text: string | null, leave: Leave) => {
    if (editing === null) return;
    const field = inputs[columns[editing.column]?.field ?? -1];
    const row = keys.indexOf(editing.key);
    setEditing(null);
    if (text !== null && field !== undefined) onEdit(editing.key, field.id, text, editing.before);
    wantsFocus.current = leave !== 'stay' || text === null;
    const aside = editing.column + (leave === 'right' ? 1 : -1);
    if ((leave === 'right' || leave === 'left') && begin(row, aside)) {
      wantsFocus.current = false;
      return;
    }
    onEditing(false);
    if (leave === 'down') go(row + 1, editing.column);
    else if (leave !== 'stay') go(row, aside);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== null) return;
    if (carry.carried !== null) {
      carry.onKey(event, carry.carried);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = keyAt(at);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / ROW) - 2);
    const moves: Record<string, [number, number]> = {
      ArrowDown: [at + 1, column],
      ArrowUp: [at - 1, column],
      PageDown: [at + page, column],
      PageUp: [at - page, column],
      Home: [0, column],
      End: [rows.length - 1, column],
      ArrowRight: [at, column + 1],
      ArrowLeft: [at, column - 1],
    };
    const move = moves[event.key];
    const onInput = mayEdit && columns[column]?.field !== undefined;
    if (move && event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      onSelect([key, keyAt(move[0])].filter(Boolean), true);
      go(...move);
    } else if (move) go(...move);
    else if (event.key === 'Enter' || event.key === 'F2') {
      if (!begin(at, column)) onWhy(key);
    } else if (onInput && (event.key === 'Delete' || event.key === 'Backspace')) {
      const field = inputs[columns[column]?.field ?? -1];
      if (field) onEdit(key, field.id, '', items.inputs[field.id]?.[rows[at] ?? -1] ?? null);
    } else if (onInput && /^[\d.,-]$/.test(event.key)) begin(at, column, event.key);
    else if (event.key === ' ') onSelect([key], !selected.has(key));
    else if (event.key.toLowerCase() === 'w') onWhy(key);
    else if (event.key.toLowerCase() === 'm' && mayEdit) carry.begin(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const paste = (event: ClipboardEvent) => {
    const field = columns[column]?.field;
    if (editing !== null || !mayEdit || field === undefined) return;
    event.preventDefault();
    onPaste(parseTsv(event.clipboardData.getData('text/plain')), { row: at, field });
  };

  const cell = (place: number, one: Column, index: number) => {
    const key = items.key[place] ?? '';
    if (editing?.key === key && editing.column === index) {
      const field = inputs[one.field ?? -1];
      if (field)
        return (
          <CellEditor
            key={`${key} ${field.id}`}
            field={field}
            label={t('backlog.edit', { field: field.label, key })}
            initial={editing.text}
            saved={editing.before === null ? '' : String(editing.before)}
            onDone={finish}
          />
        );
    }
    return (
      <BacklogCell
        backlog={backlog}
        place={place}
        column={one}
        fit={fit}
        override={overrides.get(key)}
        blocked={blocked.has(key)}
        onWhy={onWhy}
      />
    );
  };

  const gap = drag ?? carry.carried?.gap ?? null;
  const tracks = columns.map(({ id, width }) => (id === 'title' ? `minmax(${width}px, 1fr)` : `${width}px`));
  const template = { gridTemplateColumns: `14px 12px ${tracks.join(' ')}` };
  const least = columns.reduce((sum, { width }) => sum + width + GAP, EDGES);
  return (
    <>
      <p className="sr" role="status">
        {carry.said}
      </p>
      <div
        ref={scroller}
        className="q-scroll"
        role="grid"
        aria-label={t('backlog.title')}
        aria-rowcount={rows.length + 1}
        aria-multiselectable
        aria-describedby="backlog-keys"
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onPaste={paste}
      >
        <div role="rowgroup" className="q-heads" style={{ minWidth: least }}>
          <div role="row" className="q-row q-head" aria-rowindex={1} style={template}>
            <span role="columnheader" className="q-wide">
              <span className="sr">{t('backlog.bulk.select', { key: '' })}</span>
            </span>
            {columns.map((one) => (
              <span
                key={one.id}
                role="columnheader"
                className={`ell ${one.num ? 'num' : ''}`}
                title={one.hint}
              >
                {one.head}
              </span>
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          style={{ height: virtualizer.getTotalSize(), position: 'relative', minWidth: least }}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const place = rows[item.index];
            if (place === undefined) return null;
            const key = items.key[place] ?? '';
            const chosen = selected.has(key);
            const line = cut?.sure === item.index + 1 ? 'sure' : cut?.even === item.index + 1 ? 'even' : null;
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={chosen}
                className={`q-row ${chosen ? 'chosen' : ''} ${carry.carried?.key === key ? 'carried' : ''} ${line ? `cut-${line}` : ''}`}
                style={{ ...template, transform: `translateY(${item.start - HEAD}px)`, height: ROW }}
              >
                <span role="gridcell" className="q-wide">
                  <input
                    type="checkbox"
                    tabIndex={-1}
                    aria-label={t('backlog.bulk.select', { key })}
                    checked={chosen}
                    onChange={() => onSelect([key], !chosen)}
                  />
                  {mayEdit && (
                    <span
                      className="q-grip"
                      ref={grip(key)}
                      title={t('backlog.drag', { key })}
                      aria-hidden="true"
                    />
                  )}
                </span>
                {columns.map((one, index) => (
                  // Enter, F2 and typing do by key what the double click does.
                  // eslint-disable-next-line jsx-a11y/no-static-element-interactions
                  <span
                    key={one.id}
                    role={one.id === 'title' ? 'rowheader' : 'gridcell'}
                    className={`q-cell ${one.num ? 'num' : ''} ${mayEdit && one.field !== undefined ? 'can' : ''}`}
                    data-cell={`${item.index} ${index}`}
                    tabIndex={item.index === at && index === column ? 0 : -1}
                    onFocus={() =>
                      (item.index !== at || index !== column) &&
                      setSpot({ key, row: item.index, column: index })
                    }
                    onDoubleClick={() => {
                      if (!begin(item.index, index)) onWhy(key);
                    }}
                  >
                    {cell(place, one, index)}
                  </span>
                ))}
                {line !== null && cut !== null && (
                  <span className="q-cut" role="presentation">
                    {t(`backlog.cut.${line}`, { n: item.index + 1, weeks: cut.weeks })}
                  </span>
                )}
              </div>
            );
          })}
          {gap !== null && <i className="q-gap" style={{ top: gap * ROW - 1 }} aria-hidden="true" />}
        </div>
      </div>
    </>
  );
}
