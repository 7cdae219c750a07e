import { useEffect, useImperativeHandle, useState } from 'react';
import type { Ref } from 'react';
import type { LinkKind } from '@/lib/plan/data/columns';
import { BAR_HEIGHT, rowPlace, type Frame } from '@/lib/plan/scene/frame';
import { endUnder, kindOf, spanOf, type Grip, type Side } from '@/lib/plan/scene/grip';
import { dayX, type TimeScale } from '@/lib/plan/scene/timescale';

/** Where a bar comes to stand, or null where it stays; and what is said beside the pointer. */
export type Shadow = { from: number; to: number } | null;
export type Ends = { from: number; to: number; kind: LinkKind };

/** What the page knows of dragging: what a drag by whole days means, and what becomes of it when it ends. */
export type Dragging = {
  begin: (grip: Grip) => (days: number) => { shadow: Shadow; words: string };
  drop: (grip: Grip, days: number) => void;
  link: (ends: Ends, at: { x: number; y: number }) => void;
  linkWords: (ends: Ends | null) => string;
};

export type DragHandle = { begin: (grip: Grip, event: PointerEvent, x: number, y: number) => void };

type Held = {
  grip: Grip;
  /** Where it was pressed, in the chart and on the screen. */
  x: number;
  y: number;
  screen: { x: number; y: number };
  by: { x: number; y: number };
  tell: ReturnType<Dragging['begin']>;
};

type Props = { frame: Frame; dragging: Dragging; handle: Ref<DragHandle> };

/** The bar or arrow that is being dragged. While the pointer moves only this draws anew. */
export function Drag({ frame, dragging, handle }: Props) {
  const [held, setHeld] = useState<Held | null>(null);
  useImperativeHandle(handle, () => ({
    begin: (grip, event, x, y) =>
      setHeld({
        grip,
        x,
        y,
        screen: { x: event.clientX, y: event.clientY },
        by: { x: 0, y: 0 },
        tell: dragging.begin(grip),
      }),
  }));
  useEffect(() => {
    if (held === null) return undefined;
    const move = (event: PointerEvent) =>
      setHeld({ ...held, by: { x: event.clientX - held.screen.x, y: event.clientY - held.screen.y } });
    const up = (event: PointerEvent) => {
      setHeld(null);
      const by = { x: event.clientX - held.screen.x, y: event.clientY - held.screen.y };
      if (held.grip.part !== 'link') dragging.drop(held.grip, daysOf(frame.scale, by.x));
      else {
        const ends = endsOf(frame, held.grip, held.x + by.x, held.y + by.y);
        if (ends !== null) dragging.link(ends, { x: event.clientX, y: event.clientY });
      }
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setHeld(null);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('keydown', key, { capture: true });
    return () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('keydown', key, { capture: true });
    };
  }, [dragging, frame, held]);
  if (held === null) return null;
  return held.grip.part === 'link' ? (
    <DrawnLink frame={frame} held={held} grip={held.grip} dragging={dragging} />
  ) : (
    <DraggedBar frame={frame} held={held} />
  );
}

const daysOf = (scale: TimeScale, by: number): number => Math.round(by / scale.perDay);

function DraggedBar({ frame, held }: { frame: Frame; held: Held }) {
  const { window, rowHeight, scale, view } = frame;
  const { shadow, words } = held.tell(daysOf(scale, held.by.x));
  const position = view.position[held.grip.row] ?? -1;
  const { bar } = rowPlace(position, rowHeight);
  const own = spanOf(frame, held.grip.row);
  const left = shadow === null ? own.left : dayX(scale, shadow.from);
  const right = shadow === null ? own.right : dayX(scale, shadow.to + 1);
  return (
    <>
      <i
        className="g-drag"
        style={{
          left: left - window.left,
          top: bar - window.top,
          width: Math.max(6, right - left),
          height: BAR_HEIGHT,
        }}
      />
      <Words left={right - window.left + 10} top={bar - window.top - 4} text={words} />
    </>
  );
}

type LinkProps = {
  frame: Frame;
  held: Held;
  grip: Extract<Grip, { side: Side }>;
  dragging: Dragging;
};

function DrawnLink({ frame, held, grip, dragging }: LinkProps) {
  const { window, view, rowHeight } = frame;
  const own = spanOf(frame, grip.row);
  const x = held.x + held.by.x;
  const y = held.y + held.by.y;
  const ends = endsOf(frame, grip, x, y);
  const from = grip.side === 'start' ? own.left : own.right;
  const { middle } = rowPlace(view.position[grip.row] ?? 0, rowHeight);
  const target = ends === null ? null : spanOf(frame, ends.to);
  const to =
    target === null || ends === null
      ? x
      : ends.kind === 'FS' || ends.kind === 'SS'
        ? target.left
        : target.right;
  const toY = ends === null ? y : rowPlace(view.position[ends.to] ?? 0, rowHeight).middle;
  return (
    <>
      <svg className="g-newlink" width={window.right - window.left} height={window.bottom - window.top}>
        <path d={`M${from - window.left} ${middle - window.top}L${to - window.left} ${toY - window.top}`} />
        <circle cx={to - window.left} cy={toY - window.top} r="4" />
      </svg>
      <Words left={x - window.left + 14} top={y - window.top + 14} text={dragging.linkWords(ends)} />
    </>
  );
}

/** The two rows and the kind of the arrow that ends at a place. */
function endsOf(frame: Frame, grip: Extract<Grip, { side: Side }>, x: number, y: number): Ends | null {
  const under = endUnder(frame, x, y);
  if (under === null || under.row === grip.row) return null;
  return { from: grip.row, to: under.row, kind: kindOf(grip.side, under.side) };
}

function Words({ left, top, text }: { left: number; top: number; text: string }) {
  return (
    <div className="gantt-tip g-dragtip" style={{ left, top }}>
      {text}
    </div>
  );
}
