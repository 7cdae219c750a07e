import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import type { Backlog } from '@/api/types';
import { parseTsv } from '@/components/grid/tsv';
import type { Cell } from '@/lib/backlog/cells';
import { bandOf } from '@/lib/backlog/order';
import type { Fit } from '@/lib/backlog/order';
import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { CellEditor } from './CellEditor';
import type { Leave } from './CellEditor';
import { Flags } from './Flags';
import { grip, useRowDrag } from './useRowDrag';
import { inputsOf, methodName, methods, scoreOf, short, shown, whyNot } from './words';

const ROW = 32;
const HEAD = 28;
const GAP = 8;
/** The padding of a row, its check box and its grip. */
const EDGES = 54;

export type Cut = { sure: number; even: number; weeks: number };
/** ``width`` in pixels is the least; the item takes what is left. */
type Column = { id: string; head: string; hint?: string; num?: boolean; width: number; field?: number };

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

function columnsOf({ backlog, compare, fit, weeks }: Props): Column[] {
  const { settings, draws, seed } = backlog;
  const top = settings.top ?? 10;
  const place: Column = {
    id: 'place',
    head: t('backlog.col.place'),
    hint: t('backlog.col.place.hint'),
    num: true,
    width: 60,
  };
  const head: Column[] = [
    { id: 'at', head: t('backlog.col.at'), num: true, width: 34 },
    { id: 'key', head: t('backlog.col.key'), width: 70 },
    { id: 'title', head: t('backlog.col.title'), width: 170 },
    { id: 'lane', head: t('backlog.col.lane'), width: 100 },
  ];
  if (compare)
    return [
      ...head,
      ...methods.map((method) => ({ id: `m:${method}`, head: methodName(method), num: true, width: 84 })),
      {
        id: 'apart',
        head: t('backlog.col.apart'),
        hint: t('backlog.col.apart.hint'),
        num: true,
        width: 64,
      },
    ];
  const inputs = inputsOf(backlog).map((field, at): Column => ({
    id: `i:${field.id}`,
    head: short(field),
    hint: field.label,
    num: field.kind !== 'choice',
    width: field.kind === 'number' ? 56 : 88,
    field: at,
  }));
  const method = settings.method ?? 'wsjf';
  return [
    ...head,
    ...inputs,
    { id: 'score', head: t(`backlog.score.${method}`), num: true, width: 62 },
    place,
    {
      id: 'robust',
      head: t('backlog.col.robust', { n: top }),
      hint: t('backlog.col.robust.hint', { draws, seed, n: top, spread: percent(settings.spread ?? 0) }),
      num: true,
      width: 64,
    },
    ...(fit === null
      ? []
      : [
          {
            id: 'fit',
            head: t('backlog.col.fit', { n: weeks }),
            hint: t('backlog.col.fit.hint'),
            width: 64,
          },
        ]),
  ];
}

const percentOf = (share: number | null | undefined): string =>
  share === null || share === undefined ? '' : percent(share);

/** One grid: arrows walk over cells, typing edits them in place, rows are dragged or carried to another place. */
export function BacklogGrid(props: Props) {
  const { backlog, rows, mayEdit, fit, cut, selected, onSelect, onPaste, onWhy, onDrop } = props;
  const { onEdit, onEditing } = props;
  const { items, settings } = backlog;
  const method = settings.method ?? 'wsjf';
  const columns = columnsOf(props);
  const inputs = inputsOf(backlog);
  const scroller = useRef<HTMLDivElement>(null);
  /** The focus is on an item, wherever its place comes to be; the row is for when it is gone. */
  const [spot, setSpot] = useState({ key: '', row: 0, column: 2 });
  const [editing, setEditing] = useState<{ key: string; column: number; text: string; before: Cell } | null>(
    null,
  );
  const [carry, setCarry] = useState<{ key: string; gap: number } | null>(null);
  const [said, setSaid] = useState('');
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
  const keyAt = (row: number) => items.key[rows[row] ?? -1] ?? '';
  const found = spot.key === '' ? -1 : rows.findIndex((place) => items.key[place] === spot.key);
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
    const row = rows.findIndex((place) => items.key[place] === editing.key);
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

  const where = (key: string, gap: number) => {
    const place = { key, n: gap + (gap > rows.findIndex((row) => items.key[row] === key) ? 0 : 1) };
    const other = keyAt(gap);
    return other === ''
      ? t('backlog.carry.end', { ...place, all: rows.length })
      : t('backlog.carry.at', { ...place, other, all: rows.length });
  };
  const onCarrying = (event: KeyboardEvent, now: { key: string; gap: number }) => {
    const steps: Record<string, number> = {
      ArrowUp: now.gap - 1,
      ArrowDown: now.gap + 1,
      Home: 0,
      End: rows.length,
      PageUp: now.gap - 10,
      PageDown: now.gap + 10,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      const own = rows.findIndex((row) => items.key[row] === now.key);
      let gap = Math.max(0, Math.min(rows.length, to));
      // the gap behind itself is where it is
      if (gap === own + 1) gap += to > now.gap ? 1 : -1;
      gap = Math.max(0, Math.min(rows.length, gap));
      setCarry({ key: now.key, gap });
      setSaid(where(now.key, gap));
      virtualizer.scrollToIndex(Math.min(gap, rows.length - 1));
    } else if (event.key === 'Enter' || event.key.toLowerCase() === 'm' || event.key === ' ') {
      setCarry(null);
      onDrop(now.key, now.gap);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      setCarry(null);
      setSaid(t('backlog.carry.left', { key: now.key }));
      if (event.key === 'Tab') return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== null) return;
    if (carry !== null) {
      onCarrying(event, carry);
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
    else if (event.key.toLowerCase() === 'm' && mayEdit) {
      setCarry({ key, gap: at });
      setSaid(t('backlog.carry.up', { key }));
    } else return;
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
    if (one.field !== undefined) {
      const field = inputs[one.field];
      if (!field) return null;
      const own = items.typed[field.id]?.[place] === false;
      const text = shown(field, items.inputs[field.id]?.[place]);
      return text === '' ? (
        <span className="dim">·</span>
      ) : (
        <span className={own ? 'dim' : ''} title={own ? t('backlog.own') : undefined}>
          {text}
        </span>
      );
    }
    if (one.id.startsWith('m:')) {
      const of = methods.find((each) => one.id === `m:${each}`) ?? method;
      const band = bandOf(backlog.methods[of]?.first[place] ?? 0, backlog.methods[of]?.last[place] ?? 0);
      return band ? (
        <span title={scoreOf(backlog, of, place)}>{band}</span>
      ) : (
        <span className="dim" title={whyNot(backlog, of, place)}>
          –
        </span>
      );
    }
    switch (one.id) {
      case 'at':
        return <span className="dim">{place + 1}</span>;
      case 'key':
        return <span className="ell q-key">{key}</span>;
      case 'title':
        return (
          <span className="q-title">
            <span className="ell" title={items.title[place]}>
              {items.title[place]}
            </span>
            <Flags
              override={overrides.get(key)}
              early={backlog.early[key]}
              blocked={blocked.has(key)}
              method={method}
            />
          </span>
        );
      case 'lane':
        return (
          <span className="ell" title={items.lane[place]}>
            {backlog.workstreams.find(({ id }) => id === items.lane[place])?.title ?? items.lane[place] ?? ''}
          </span>
        );
      case 'apart':
        return percentOf(items.apart[place]);
      case 'robust': {
        const share = items.robust[place];
        if (share === null || share === undefined) return '';
        return <span className={share > 0.1 && share < 0.9 ? 'at' : ''}>{percent(share)}</span>;
      }
      case 'fit': {
        const found = fit?.[place] ?? 'unknown';
        return <span className={`q-fit ${found}`}>{t(`backlog.fit.${found}`)}</span>;
      }
      default: {
        const why = whyNot(backlog, method, place);
        const band = bandOf(
          backlog.methods[method]?.first[place] ?? 0,
          backlog.methods[method]?.last[place] ?? 0,
        );
        const text = one.id === 'place' ? band : scoreOf(backlog, method, place);
        if (text === '')
          return one.id === 'place' ? (
            ''
          ) : (
            <button
              type="button"
              tabIndex={-1}
              className="fact q-none"
              title={why}
              aria-label={`${t('backlog.whyNot', { key })} ${why}`}
              onClick={() => onWhy(key)}
            >
              {t('backlog.notScored')}
            </button>
          );
        return (
          <button
            type="button"
            tabIndex={-1}
            className="fact"
            aria-label={`${text}. ${t('backlog.why', { place: band, key })}`}
            onClick={() => onWhy(key)}
          >
            {text}
          </button>
        );
      }
    }
  };

  const gap = drag ?? carry?.gap ?? null;
  const tracks = columns.map(({ id, width }) => (id === 'title' ? `minmax(${width}px, 1fr)` : `${width}px`));
  const template = { gridTemplateColumns: `14px 12px ${tracks.join(' ')}` };
  const least = columns.reduce((sum, { width }) => sum + width + GAP, EDGES);
  return (
    <>
      <p className="sr" role="status">
        {said}
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
                className={`q-row ${chosen ? 'chosen' : ''} ${carry?.key === key ? 'carried' : ''} ${line ? `cut-${line}` : ''}`}
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
