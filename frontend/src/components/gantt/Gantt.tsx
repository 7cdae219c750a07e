import { memo, useMemo, useRef, useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { useSlots } from '@/components/grid/useSlots';
import { chainAround } from '@/lib/plan/data/chain';
import { NONE } from '@/lib/plan/data/zone';
import { beyondAt, beyondMarks } from '@/lib/plan/scene/beyond';
import { BLOCK, barSpan, blockOf, type Frame } from '@/lib/plan/scene/frame';
import type { DaysOff } from '@/lib/plan/scene/ground';
import { gripAt, type Grip } from '@/lib/plan/scene/grip';
import { drawnLinks, linkAt } from '@/lib/plan/scene/links';
import { chainArrows } from '@/lib/plan/scene/scene';
import { pointX } from '@/lib/plan/scene/timescale';
import { Block } from './Block';
import { Drag, type Dragging, type DragHandle } from './Drag';
import { ChainLayer, HatchPattern, MovedLayer, type MovedBar } from './layers';
import { Circle, LinkPoints } from './marks';
import { Slides } from './Slides';
import { useSliding } from './useSliding';
import './gantt.css';

/** What the pointer is on: a row's bar, or an arrow; -1 for neither. */
export type Hover = { row: number; link: number; x: number; y: number };

type Props = {
  frame: Frame;
  off: DaysOff;
  /** Left edge of the chart in the scroller. */
  left: number;
  selected: number;
  /** Rows that moved a moment ago, with where they stood. */
  moved: readonly MovedBar[];
  tooltip: (hover: Hover) => ReactNode;
  /** Null where nothing is dragged: for viewers. */
  dragging: Dragging | null;
  /** The arrow that is chosen, -1 for none. */
  chosen: number;
  onChoose: (link: number, at: { x: number; y: number }) => void;
  /** Rows that would wait for each other, which the server refused. */
  circle: readonly number[];
  onSelect: (row: number) => void;
  onOpen: (row: number) => void;
  /** Asked to bring a bar into view that lies outside it. */
  onReveal: (row: number) => void;
};

const SLACK = 4;
const NOTHING: Hover = { row: -1, link: -1, x: 0, y: 0 };

/** The chart beside the rows. It says nothing that the rows do not say in words, so it is hidden from screen readers. */
export const Gantt = memo(function Gantt(props: Props) {
  const { frame, off, left, selected, moved, tooltip, onSelect, onOpen, onReveal } = props;
  const { dragging, chosen, onChoose, circle } = props;
  const [hover, setHover] = useState<Hover>(NOTHING);
  const [grip, setGrip] = useState<Grip | null>(null);
  const drag = useRef<DragHandle>(null);
  // where the button went down: what ends elsewhere was a drag, and no click
  const pressed = useRef({ x: 0, y: 0 });
  const sliding = useSliding(frame, moved);
  const { window, rowHeight, view } = frame;
  const width = window.right - window.left;
  const height = window.bottom - window.top;
  const place = (event: MouseEvent): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left + window.left, event.clientY - box.top + window.top];
  };
  const act = (event: MouseEvent, what: (row: number) => void) => {
    const row = view.rows[Math.floor(place(event)[1] / rowHeight)];
    if (row !== undefined) what(row);
  };
  const blocks = useBlocks(window.first, window.last);
  const keys = useSlots(blocks, frame.view);
  return (
    <div
      className={`gantt ${hover.link >= 0 ? 'faded' : ''} ${cursorOf(frame, hover, dragging === null ? null : grip)}`}
      aria-hidden="true"
      style={{ left: left + window.left, top: window.top, width, height }}
      onMouseMove={(event) => {
        const next = hit(frame, ...place(event));
        setHover((now) => (now.row === next.row && now.link === next.link ? now : next));
        const held = dragging === null ? null : gripAt(frame, ...place(event));
        setGrip((now) => (sameGrip(now, held) ? now : held));
      }}
      onMouseLeave={() => {
        setHover(NOTHING);
        setGrip(null);
      }}
      onPointerDown={(event) => {
        pressed.current = { x: event.clientX, y: event.clientY };
        const held = dragging === null || event.button !== 0 ? null : gripAt(frame, ...place(event));
        if (held === null) return;
        event.preventDefault();
        setHover(NOTHING);
        drag.current?.begin(held, event.nativeEvent, ...place(event));
      }}
      onClick={(event) => {
        if (Math.hypot(event.clientX - pressed.current.x, event.clientY - pressed.current.y) > SLACK) return;
        const { link } = hit(frame, ...place(event));
        const outside = beyondAt(frame, ...place(event));
        if (outside >= 0) onReveal(outside);
        else if (link >= 0 && grip === null) onChoose(link, { x: event.clientX, y: event.clientY });
        else act(event, onSelect);
      }}
      onDoubleClick={(event) => act(event, onOpen)}
    >
      <svg width="0" height="0">
        <defs>
          <HatchPattern id="gantt-hatch" />
        </defs>
      </svg>
      {blocks.map((block, i) => (
        <Block
          key={keys[i]}
          frame={frame}
          off={off}
          block={block}
          selected={selectedIn(frame, selected, block)}
          apart={sliding.apart.get(block)}
        />
      ))}
      <svg
        className="over"
        width={width}
        height={height}
        viewBox={`${window.left} ${window.top} ${width} ${height}`}
      >
        <MovedLayer moved={moved} frame={frame} />
        <Slides moved={sliding.moved} frame={frame} off={off} />
        <Chain frame={frame} hover={chosen >= 0 ? { ...NOTHING, row: 0, link: chosen } : hover} />
        {grip !== null && <LinkPoints frame={frame} row={grip.row} />}
        {circle.length > 0 && <Circle frame={frame} rows={circle} />}
      </svg>
      <Beyond frame={frame} left={left} />
      {dragging !== null && <Drag frame={frame} dragging={dragging} handle={drag} />}
      {frame.model.statusLine !== NONE && (
        <i
          className="g-today"
          style={{ left: pointX(frame.scale, frame.model.statusLine) - window.left - 0.75 }}
        />
      )}
      {hover.row >= 0 && (
        <div
          className="gantt-tip"
          style={{ left: hover.x - window.left + 12, top: hover.y - window.top + 18 }}
        >
          {tooltip(hover)}
        </div>
      )}
    </div>
  );
});

function sameGrip(a: Grip | null, b: Grip | null): boolean {
  if (a === null || b === null) return a === b;
  return a.row === b.row && a.part === b.part && ('side' in a ? a.side : '') === ('side' in b ? b.side : '');
}

function cursorOf(frame: Frame, { link, row, x, y }: Hover, grip: Grip | null): string {
  if (grip !== null) return `grip-${grip.part}`;
  return link >= 0 || (row >= 0 && beyondAt(frame, x, y) >= 0) ? 'grip-arrow' : '';
}

function useBlocks(first: number, last: number): readonly number[] {
  return useMemo(() => {
    const blocks = [];
    for (let block = Math.floor(first / BLOCK); block * BLOCK <= last; block += 1) blocks.push(block);
    return blocks;
  }, [first, last]);
}

/** Position of the selected row if it is in the block, so that only its block draws anew. */
function selectedIn(frame: Frame, row: number, block: number): number {
  const position = row < 0 ? -1 : (frame.view.position[row] ?? -1);
  return position >= 0 && Math.floor(position / BLOCK) === block ? position : -1;
}

/** The arrow or bar at a place. */
function hit(frame: Frame, x: number, y: number): Hover {
  const position = Math.floor(y / frame.rowHeight);
  const link = linkAt(drawnLinks(blockOf(frame, Math.floor(position / BLOCK))), x, y);
  if (link >= 0) return { row: frame.model.links.to[link] ?? -1, link, x, y };
  const row = frame.view.rows[position] ?? -1;
  if (row < 0) return NOTHING;
  const span = barSpan(frame.model, frame.scale, row);
  if (beyondAt(frame, x, y) >= 0) return { row, link: -1, x, y };
  return x >= span.left - 6 && x <= span.right + 6 ? { row, link: -1, x, y } : NOTHING;
}

/** Chevrons at the edges of what is seen, and there while it scrolls sideways. */
function Beyond({ frame, left }: { frame: Frame; left: number }) {
  const { top, bottom, seenLeft, seenRight } = frame.window;
  const marks = useMemo(() => (frame.flying === true ? '' : beyondMarks(frame)), [frame]);
  const [width, height] = [seenRight - seenLeft, bottom - top];
  return (
    <svg
      className="beyond"
      style={{ left }}
      width={width}
      height={height}
      viewBox={`0 ${top} ${width} ${height}`}
    >
      <path className="g-beyond" d={marks} />
    </svg>
  );
}

/** The chain through what the pointer is on, thick over the rest. */
function Chain({ frame, hover }: { frame: Frame; hover: Hover }) {
  const { row, link } = hover;
  const arrows = useMemo(() => {
    if (row < 0) return null;
    const rows = chainAround(frame.model, link < 0 ? row : (frame.model.links.from[link] ?? row));
    return chainArrows(frame, drawnLinks(frame), rows, link);
  }, [frame, row, link]);
  return arrows === null ? null : <ChainLayer arrows={arrows} />;
}
