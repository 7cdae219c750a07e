import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type {
  ClipboardEvent,
  ComponentProps,
  CSSProperties,
  KeyboardEvent,
  MouseEvent,
  ReactNode,
} from 'react';
import { Gantt, type Hover } from '@/components/gantt/Gantt';
import { GanttHead } from '@/components/gantt/GanttHead';
import { scrollInto } from '@/components/grid/keys';
import { isMany, type Range } from '@/components/grid/selection';
import { useSlots } from '@/components/grid/useSlots';
import { useViewport, type Viewport } from '@/components/grid/useViewport';
import type { PlanModel } from '@/lib/plan/data/model';
import { dayOf, NONE } from '@/lib/plan/data/zone';
import { BLOCK, type Frame } from '@/lib/plan/scene/frame';
import { daysOff } from '@/lib/plan/scene/ground';
import { extent, pointX, startX, timeScale, type TimeScale } from '@/lib/plan/scene/timescale';
import type { DayWords } from '@/lib/plan/words/days';
import { t } from '@/lib/messages/t';
import type { Column } from '@/features/plan/state/columns';
import { ROW_HEIGHTS, type Layout } from '@/features/plan/state/layout';
import { foldedNow, type ColumnId, type PlanState } from '@/features/plan/state/state';
import type { PlanView } from '@/features/plan/state/usePlan';
import { HeadCells } from './HeadCells';
import { Row } from './Row';

const HEAD_HEIGHT = 44;
/** Room left of the status date when the chart opens. */
const BEFORE_STATUS = 48;
const OVERSCAN = 240;

/** One, up to here, or besides the others. */
export type Picking = 'one' | 'extend' | 'toggle';

export type GridEvents = {
  onKey: (event: KeyboardEvent, page: number) => void;
  onPick: (row: number, column: number, how: Picking) => void;
  onFill: () => void;
  onTwisty: (row: number) => void;
  onOpen: (row: number, column: number) => void;
};

type Props = GridEvents & {
  title: string;
  model: PlanModel;
  shown: PlanView;
  state: PlanState;
  words: DayWords;
  columns: readonly Column[];
  /** Null where the layout is fixed. */
  onLayout: ((layout: Layout) => void) | null;
  paneWidth: number;
  readOnly: boolean;
  range: Range;
  onCopy: (event: ClipboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
  onMenu: (event: MouseEvent) => void;
  moved: readonly { row: number; start: number; finish: number }[];
  editor: { row: number; column: ColumnId; node: ReactNode } | null;
  tooltip: (hover: Hover) => ReactNode;
  chart: Pick<ComponentProps<typeof Gantt>, 'dragging' | 'chosen' | 'onChoose' | 'circle'>;
  /** Grows by one when the focused row should come into view in the chart too. */
  reveal: number;
};

/** The rows and their chart in one scroller: one tree grid, of which only what is in view exists. */
export function PlanGrid(props: Props) {
  const { model, shown, state, paneWidth, words, reveal } = props;
  const rowHeight = ROW_HEIGHTS[state.layout.density];
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useViewport(scroller, rowHeight, BLOCK);
  const chartWidth = Math.max(0, viewport.width - paneWidth);
  const off = useMemo(() => daysOff(model.columns), [model.columns]);
  const bounds = useMemo(() => extent(model), [model]);
  const scale = useMemo(
    () => timeScale(bounds, state.zoom, Math.max(chartWidth, 200)),
    [bounds, state.zoom, chartWidth],
  );
  const frame = useFrame(props, viewport, scale, chartWidth);
  const selectedRow = state.selected === null ? -1 : (model.rowOf.get(state.selected) ?? -1);
  useKeepTime(scroller, scale, model.near, chartWidth > 0);
  useFocus(scroller, props, selectedRow);
  useReveal(scroller, scale, model, selectedRow, reveal, chartWidth);
  const place = (event: MouseEvent) => placeOf(event.target);
  const { onPick, onOpen } = props;
  const pick = useCallback((row: number) => onPick(row, -1, 'one'), [onPick]);
  const onMouseDown = usePicking(scroller, props);
  const open = useCallback((row: number) => onOpen(row, -1), [onOpen]);
  return (
    <div
      ref={scroller}
      className="pl-scroll"
      style={widths(props.columns)}
      role="treegrid"
      aria-label={props.title}
      aria-rowcount={shown.view.rows.length + 1}
      aria-colcount={props.columns.length}
      aria-multiselectable="true"
      tabIndex={-1}
      onMouseDown={onMouseDown}
      onCopy={props.onCopy}
      onPaste={props.onPaste}
      onContextMenu={props.onMenu}
      onKeyDown={(event) =>
        props.onKey(event, Math.max(1, Math.floor((viewport.height - HEAD_HEIGHT) / rowHeight) - 1))
      }
      onClick={(event) => {
        const at = place(event);
        if (at?.twisty === true) props.onTwisty(at.row);
      }}
      onDoubleClick={(event) => {
        const at = place(event);
        if (at !== null && !at.twisty) onOpen(at.row, at.column);
      }}
    >
      <div className="pl-head" style={{ width: paneWidth + scale.width }}>
        <HeadCells
          columns={props.columns}
          width={paneWidth}
          layout={state.layout}
          onLayout={props.onLayout}
        />
        <div style={{ position: 'absolute', left: paneWidth + frame.window.left, top: 0 }}>
          <GanttHead
            scale={scale}
            left={frame.window.left}
            right={frame.window.right}
            seenLeft={frame.window.seenLeft}
            status={model.statusLine === NONE ? null : model.statusLine}
            statusText={words.short(dayOf(model.near))}
          />
        </div>
      </div>
      <div
        className="pl-body"
        role="presentation"
        style={{
          width: paneWidth + scale.width,
          height: Math.max(shown.view.rows.length * rowHeight, viewport.height - HEAD_HEIGHT),
        }}
      >
        <div className="pl-pane" role="rowgroup" style={{ width: paneWidth }}>
          <Rows
            {...props}
            first={frame.window.first}
            last={frame.window.last}
            flying={viewport.flying}
            selectedRow={selectedRow}
          />
        </div>
        {chartWidth > 0 && (
          <Gantt
            frame={frame}
            off={off}
            left={paneWidth}
            selected={selectedRow}
            moved={props.moved}
            tooltip={props.tooltip}
            {...props.chart}
            onSelect={pick}
            onOpen={open}
          />
        )}
      </div>
    </div>
  );
}

/** Widths of the columns, for the rules of the cells. */
function widths(columns: readonly Column[]): CSSProperties {
  return Object.fromEntries(columns.map((column) => [`--w-${column.id}`, `${column.width}px`]));
}

function useFrame(props: Props, viewport: Viewport, scale: TimeScale, chartWidth: number): Frame {
  const { model, shown, words } = props;
  const rowHeight = ROW_HEIGHTS[props.state.layout.density];
  const { first, last, flying, left, height } = viewport;
  return useMemo(() => {
    const seenRight = left + chartWidth;
    const lastShown = Math.min(last, shown.view.rows.length - 1);
    const atEnd = lastShown === shown.view.rows.length - 1 && first === 0;
    const window = {
      first,
      last: lastShown,
      top: first * rowHeight,
      bottom: Math.max((lastShown + 1) * rowHeight, atEnd ? height - HEAD_HEIGHT : 0),
      left: Math.max(0, left - OVERSCAN),
      right: Math.min(scale.width, seenRight + OVERSCAN),
      seenLeft: left,
      seenRight,
    };
    return {
      model,
      view: shown.view,
      index: shown.index,
      path: shown.path,
      scale,
      window,
      rowHeight,
      flying,
      dayText: (day: number) => t('plan.p85', { day: words.short(day) }),
    };
  }, [model, shown, words, scale, first, last, flying, left, height, chartWidth, rowHeight]);
}

type RowsProps = Props & { first: number; last: number; flying: boolean; selectedRow: number };

function Rows(props: RowsProps) {
  const { model, shown, state, words, columns, readOnly, editor, first, last, selectedRow } = props;
  const { view, path } = shown;
  const folded = foldedNow(state);
  const reachable =
    selectedRow >= 0 && (view.position[selectedRow] ?? -1) >= 0 ? selectedRow : (view.rows[0] ?? -1);
  const positions = usePositions(first, last, view.position[reachable] ?? -1);
  const ids = useMemo(
    () => positions.map((position) => model.columns.activities.id[view.rows[position] ?? 0] ?? ''),
    [model, view, positions],
  );
  const keys = useSlots(ids, view, model.columns.activities.id[reachable] ?? null);
  const { range } = props;
  const many = isMany(range);
  const inside = useMemo(() => new Set(many ? range.rows : []), [many, range]);
  const bottom = range.first >= 0 && !readOnly && editor === null ? range.rows.at(-1) : undefined;
  return positions.map((position, i) => {
    const row = view.rows[position] ?? 0;
    const id = ids[i] ?? '';
    return (
      <Row
        key={keys[i]}
        model={model}
        view={view}
        words={words}
        row={row}
        position={position}
        height={ROW_HEIGHTS[state.layout.density]}
        columns={columns}
        focus={row === reachable ? Math.min(state.column, columns.length - 1) : null}
        reachable={row === reachable}
        selected={row === selectedRow}
        from={inside.has(row) ? range.first : null}
        to={range.last}
        handle={row === bottom}
        expanded={!folded.has(id)}
        onPath={path.has(row)}
        pinned={state.pinned === id}
        flying={props.flying && row !== reachable}
        readOnly={readOnly}
        editor={editor?.row === row ? editor : null}
      />
    );
  });
}

/** The rows in view, and the one that Tab reaches wherever it is, in order. */
function usePositions(first: number, last: number, kept: number): readonly number[] {
  return useMemo(() => {
    const positions = [];
    if (kept >= 0 && kept < first) positions.push(kept);
    for (let position = first; position <= last; position += 1) positions.push(position);
    if (kept > last) positions.push(kept);
    return positions;
  }, [first, last, kept]);
}

/** On opening, the status date (or the start) stands near the left edge; on zooming, the middle of the window keeps its date. */
function useKeepTime(
  scroller: React.RefObject<HTMLDivElement | null>,
  scale: TimeScale,
  near: number,
  ready: boolean,
) {
  const before = useRef<TimeScale | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || !ready) return;
    const old = before.current;
    before.current = scale;
    if (old === null) element.scrollTo({ left: Math.max(0, pointX(scale, near) - BEFORE_STATUS) });
    else if (old.perDay !== scale.perDay) {
      const anchor = BEFORE_STATUS;
      const day = old.first + (element.scrollLeft + anchor) / old.perDay;
      element.scrollTo({ left: Math.max(0, (day - scale.first) * scale.perDay - anchor) });
    }
  }, [scroller, scale, near, ready]);
}

/** Keeps the focused row in view, and the browser's focus on it while the focus is in the grid. */
function useFocus(
  scroller: React.RefObject<HTMLDivElement | null>,
  { shown, state, columns }: Props,
  selectedRow: number,
) {
  const position = selectedRow < 0 ? -1 : (shown.view.position[selectedRow] ?? -1);
  const editing = state.editing !== null;
  const rowHeight = ROW_HEIGHTS[state.layout.density];
  const inside = useFocusInside(scroller);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || position < 0) return;
    const top = position * rowHeight;
    const next = scrollInto(top, top + rowHeight, element.scrollTop, element.clientHeight - HEAD_HEIGHT);
    if (next !== element.scrollTop) element.scrollTo({ top: next });
  }, [scroller, position, rowHeight]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || position < 0 || editing || !inside.current) return;
    const column = Math.min(state.column, columns.length - 1);
    const row = element.querySelector<HTMLElement>(`[data-row="${selectedRow}"]`);
    const target = column < 0 ? row : row?.querySelector<HTMLElement>(`[data-column="${column}"]`);
    target?.focus({ preventScroll: true });
  }, [scroller, inside, position, selectedRow, state.column, columns.length, editing]);
}

/** Whether the focus was last in the grid: also when the element that had it is gone, as an editor that closed. */
function useFocusInside(scroller: React.RefObject<HTMLDivElement | null>): React.RefObject<boolean> {
  const inside = useRef(false);
  useEffect(() => {
    const look = (event: FocusEvent) => {
      const target = event.target as Element;
      inside.current = scroller.current?.contains(target) === true || target.closest('.pl-pop') !== null;
    };
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, [scroller]);
  return inside;
}

/** Scrolls the chart sideways to the bar of the focused row, when it was asked for. */
function useReveal(
  scroller: React.RefObject<HTMLDivElement | null>,
  scale: TimeScale,
  model: PlanModel,
  row: number,
  reveal: number,
  width: number,
) {
  useEffect(() => {
    const element = scroller.current;
    if (element === null || reveal === 0 || row < 0) return;
    const x = startX(scale, model.start[row] ?? 0);
    if (x < element.scrollLeft || x > element.scrollLeft + width - 40)
      element.scrollTo({ left: Math.max(0, x - width / 3) });
    // only when asked: not when the plan or the scale changes
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [reveal]);
}

const EDGE = 24;

/** Pressing selects; dragging on selects up to the pointer, and from the fill handle fills that far down. */
function usePicking(
  scroller: React.RefObject<HTMLDivElement | null>,
  { onPick, onFill, range, state, model }: Props,
): (event: MouseEvent) => void {
  const filling = useRef(onFill);
  useEffect(() => {
    filling.current = onFill;
  }, [onFill]);
  return (event) => {
    const from = placeOf(event.target);
    if (from === null || from.twisty || event.button !== 0) {
      if (from !== null && event.button === 2 && !range.rows.includes(from.row))
        onPick(from.row, from.column, 'one');
      return;
    }
    const fill = (event.target as Element).closest('[data-fill]') !== null;
    const how = event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'one';
    if (fill || how !== 'one') event.preventDefault();
    if (!fill) onPick(from.row, from.column, how);
    if (how === 'toggle') return;
    const column = fill ? range.last : from.column;
    let last = from.row;
    let lastColumn = column;
    const onMove = (moved: globalThis.MouseEvent) => {
      const box = scroller.current?.getBoundingClientRect();
      if (box !== undefined && moved.clientY > box.bottom - EDGE) scroller.current?.scrollBy({ top: EDGE });
      if (box !== undefined && moved.clientY < box.top + HEAD_HEIGHT)
        scroller.current?.scrollBy({ top: -EDGE });
      const under = document.elementFromPoint(moved.clientX, moved.clientY);
      const to = under === null ? null : placeOf(under);
      if (to === null) return;
      const next = fill || to.column < 0 ? column : to.column;
      if (to.row === last && next === lastColumn) return;
      last = to.row;
      lastColumn = next;
      onPick(to.row, next, 'extend');
    };
    const stop = () => {
      window.removeEventListener('mousemove', onMove);
      // after the selection that the drag left is the grid's
      if (fill && last !== from.row) setTimeout(() => filling.current());
    };
    if (fill) {
      // the rectangle begins at its first row, the handle is at its last
      const begin = model.columns.activities.id[range.rows[0] ?? 0];
      if (begin !== state.selected) onPick(range.rows[0] ?? from.row, range.first, 'one');
      onPick(from.row, range.last, 'extend');
    }
    window.addEventListener('mousemove', onMove);
    window.addEventListener('mouseup', stop, { once: true });
  };
}

function placeOf(target: EventTarget): { row: number; column: number; twisty: boolean } | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest('[data-row]');
  if (row === null || target.closest('.editing') !== null) return null;
  const cell = target.closest('[data-column]');
  return {
    row: Number(row.getAttribute('data-row')),
    column: cell === null ? -1 : Number(cell.getAttribute('data-column')),
    twisty: target.closest('[data-twisty]') !== null,
  };
}
