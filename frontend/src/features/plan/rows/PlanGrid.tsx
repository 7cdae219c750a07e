import { useCallback, useMemo, useRef } from 'react';
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
import { isMany, type Range } from '@/components/grid/selection';
import { useSlots } from '@/components/grid/useSlots';
import { useViewport, type Viewport } from '@/components/grid/useViewport';
import type { PlanModel } from '@/lib/plan/data/model';
import { dayOf, NONE } from '@/lib/plan/data/zone';
import { BLOCK, type Frame } from '@/lib/plan/scene/frame';
import { daysOff } from '@/lib/plan/scene/ground';
import { extent, timeScale, type TimeScale } from '@/lib/plan/scene/timescale';
import type { DayWords } from '@/lib/plan/words/days';
import { t } from '@/lib/messages/t';
import type { Column } from '@/features/plan/state/columns';
import { ROW_HEIGHTS, type Layout } from '@/features/plan/state/layout';
import { foldedNow, type ColumnId, type PlanState } from '@/features/plan/state/state';
import type { PlanView } from '@/features/plan/state/usePlan';
import { HeadCells } from './HeadCells';
import { Row } from './Row';
import { HEAD_HEIGHT, useFocus, useKeepTime, useReveal } from './useInView';
import { placeOf, usePicking, type Picking } from './usePicking';

const OVERSCAN = 240;

export type GridEvents = {
  onKey: (event: KeyboardEvent, page: number) => void;
  onPick: (row: number, column: number, how: Picking) => void;
  onFill: () => void;
  onTwisty: (row: number) => void;
  onOpen: (row: number, column: number) => void;
  onReveal: (row: number) => void;
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
  onSort: (column: ColumnId) => void;
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
          sort={state.ordering.sort}
          onSort={props.onSort}
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
            onReveal={props.onReveal}
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
