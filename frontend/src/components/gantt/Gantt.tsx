import { memo, useMemo, useState } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import type { DaysOff } from '@/lib/plan/scene/ground';
import { chainArrows, buildScene, type Scene } from '@/lib/plan/scene/scene';
import { linkAt } from '@/lib/plan/scene/links';
import { barSpan, type Frame } from '@/lib/plan/scene/frame';
import { chainAround } from '@/lib/plan/data/chain';
import {
  ChainLayer,
  ArrowLayer,
  BarLayer,
  GhostLayer,
  GroundLayer,
  MilestoneLayer,
  NameLayer,
} from './layers';
import './gantt.css';

export type Hover = { row: number; link: number; x: number; y: number };

type Props = {
  frame: Frame;
  off: DaysOff;
  /** Left edge of the chart in the scroller. */
  left: number;
  selected: number;
  /** Rows that moved a moment ago, with where they stood: position, left, right. */
  moved: readonly { row: number; start: number; finish: number }[];
  tooltip: (hover: Hover) => ReactNode;
  onSelect: (row: number) => void;
  onOpen: (row: number) => void;
};

const NOTHING: Hover = { row: -1, link: -1, x: 0, y: 0 };

/** The chart beside the rows. It says nothing that the rows do not say in words, so it is hidden from screen readers. */
export const Gantt = memo(function Gantt({
  frame,
  off,
  left,
  selected,
  moved,
  tooltip,
  onSelect,
  onOpen,
}: Props) {
  const scene = useMemo(() => buildScene(frame, off), [frame, off]);
  const [hover, setHover] = useState<Hover>(NOTHING);
  const { window, rowHeight } = frame;
  const top = window.first * rowHeight;
  const height = Math.max(0, window.bottom - top);
  const at = (event: PointerEvent<SVGSVGElement>): Hover => {
    const box = event.currentTarget.getBoundingClientRect();
    return hit(frame, scene, event.clientX - box.left + window.left, event.clientY - box.top + top);
  };
  const click = (event: PointerEvent<SVGSVGElement>, act: (row: number) => void) => {
    const row =
      frame.view.rows[
        Math.floor((event.clientY - event.currentTarget.getBoundingClientRect().top + top) / rowHeight)
      ];
    if (row !== undefined) act(row);
  };
  return (
    <div
      className="gantt"
      aria-hidden="true"
      style={{ left: left + window.left, top, width: window.right - window.left, height }}
    >
      <svg
        width={window.right - window.left}
        height={height}
        viewBox={`${window.left} ${top} ${window.right - window.left} ${height}`}
        onPointerMove={(event) => setHover((now) => settled(now, at(event)))}
        onPointerLeave={() => setHover(NOTHING)}
        onPointerDown={(event) => click(event, onSelect)}
        onDoubleClick={(event) => click(event as unknown as PointerEvent<SVGSVGElement>, onOpen)}
      >
        <Layers frame={frame} scene={scene} selected={selected} moved={moved} hover={hover} />
      </svg>
      {hover.row >= 0 && (
        <div className="gantt-tip" style={{ left: hover.x - window.left + 12, top: hover.y - top + 18 }}>
          {tooltip(hover)}
        </div>
      )}
    </div>
  );
});

function settled(now: Hover, next: Hover): Hover {
  const same = now.row === next.row && now.link === next.link;
  return same ? now : next;
}

/** The arrow or bar under the pointer. */
function hit(frame: Frame, scene: Scene, x: number, y: number): Hover {
  const link = linkAt(scene.links, x, y);
  if (link >= 0) return { row: frame.model.links.to[link] ?? -1, link, x, y };
  const row = frame.view.rows[Math.floor(y / frame.rowHeight)] ?? -1;
  if (row < 0) return NOTHING;
  const span = barSpan(frame.model, frame.scale, row);
  return x >= span.left - 6 && x <= span.right + 6 ? { row, link: -1, x, y } : NOTHING;
}

type LayersProps = Pick<Props, 'frame' | 'selected' | 'moved'> & { scene: Scene; hover: Hover };

function Layers({ frame, scene, selected, moved, hover }: LayersProps) {
  const chain = useMemo(() => hoverChain(frame, scene, hover), [frame, scene, hover]);
  const faded = hover.link >= 0;
  return (
    <>
      <GroundLayer frame={frame} ground={scene.ground} selected={selected} />
      <GhostLayer bars={scene.bars} moved={moved} frame={frame} />
      <ArrowLayer arrows={scene.quiet} look="quiet" faded={faded} />
      <BarLayer bars={scene.bars} />
      <ArrowLayer arrows={scene.driving} look="driving" faded={faded} />
      {chain !== null && <ChainLayer arrows={chain} />}
      <NameLayer names={scene.bars.names} />
      <MilestoneLayer marks={scene.milestones} />
      <line
        className="g-today"
        x1={scene.status}
        x2={scene.status}
        y1={frame.window.first * frame.rowHeight}
        y2={frame.window.bottom}
      />
    </>
  );
}

/** Arrows of the chain through what the pointer is on. */
function hoverChain(frame: Frame, scene: Scene, { row, link }: Hover) {
  if (row < 0) return null;
  const rows = chainAround(frame.model, link < 0 ? row : (frame.model.links.from[link] ?? row));
  return chainArrows(frame, scene.links, rows, link);
}
