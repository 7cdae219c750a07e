import type { ReactNode } from 'react';
import { toLocal } from '@/lib/plan/data/zone';
import type { Bars } from '@/lib/plan/scene/bars';
import { BAR_HEIGHT, LEAST_BAR, rowPlace, type Frame } from '@/lib/plan/scene/frame';
import type { Ground } from '@/lib/plan/scene/ground';
import type { Arrows } from '@/lib/plan/scene/links';
import type { Milestones } from '@/lib/plan/scene/milestones';
import { finishX, startX } from '@/lib/plan/scene/timescale';

/** Hatch of what is not working time. */
export function HatchPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill="var(--freeze)" />
      <path d="M0 0V5" stroke="var(--line-strong)" strokeWidth="1" />
    </pattern>
  );
}

/** Shapes of one look; most blocks lack most looks. */
function Marks({ className, d }: { className: string; d: string }) {
  return d === '' ? null : <path className={className} d={d} />;
}

type GroundProps = { frame: Frame; ground: Ground; selected: number };

export function GroundLayer({ frame, ground, selected }: GroundProps) {
  const { window, rowHeight } = frame;
  return (
    <g>
      <Marks className="g-weekend" d={ground.weekends} />
      <Marks className="g-weekend" d={ground.hours} />
      <Marks className="g-hatch" d={ground.freezes} />
      <Marks className="g-hatch" d={ground.holidays} />
      <Marks className="g-faint" d={ground.faint} />
      <Marks className="g-month" d={ground.months} />
      {selected >= 0 && (
        <rect
          className="g-selected"
          x={window.left}
          y={selected * rowHeight}
          width={window.right - window.left}
          height={rowHeight}
        />
      )}
      <Marks className="g-hair" d={ground.hairlines} />
    </g>
  );
}

export type MovedBar = { row: number; start: number; finish: number };

/** Where bars stood before an edit, for a moment. Minutes UTC. */
export function MovedLayer({ moved, frame }: { moved: readonly MovedBar[]; frame: Frame }) {
  return moved.map(({ row, start, finish }) => {
    const position = frame.view.position[row] ?? -1;
    if (position < frame.window.first || position > frame.window.last) return null;
    const left = startX(frame.scale, toLocal(frame.model.zone, start));
    const right = finishX(frame.scale, toLocal(frame.model.zone, finish));
    const y = rowPlace(position, frame.rowHeight).bar;
    return (
      <rect
        key={row}
        className="g-moved"
        x={left}
        y={y}
        width={Math.max(LEAST_BAR, right - left)}
        height={BAR_HEIGHT}
        rx="2"
      />
    );
  });
}

export function ArrowLayer({ arrows, look }: { arrows: Arrows; look: 'quiet' | 'driving' }) {
  return (
    <g className={`g-arrows ${look}`}>
      <Marks className="line" d={arrows.lines} />
      <Marks className="head" d={arrows.heads} />
    </g>
  );
}

export function ChainLayer({ arrows }: { arrows: Arrows }) {
  return (
    <g className="g-arrows driving thick">
      <Marks className="line" d={arrows.lines} />
      <Marks className="head" d={arrows.heads} />
    </g>
  );
}

/** Ghosts, then the quiet arrows, then the bars. */
export function BarLayer({ bars, quiet }: { bars: Bars; quiet: ReactNode }) {
  return (
    <g>
      <Marks className="g-ghost" d={bars.ghosts} />
      <Marks className="g-ghost-diamond" d={bars.ghostDiamonds} />
      {quiet}
      <Marks className="g-program" d={bars.program} />
      <Marks className="g-summary" d={bars.summary} />
      <Marks className="g-bar" d={bars.plain} />
      <Marks className="g-bar-line" d={bars.plainLine} />
      <Marks className="g-near" d={bars.nearLine} />
      <Marks className="g-critical" d={bars.critical} />
      <Marks className="g-done" d={bars.done} />
      <Marks className="g-critical-done" d={bars.criticalDone} />
      <Marks className="g-gap" d={bars.gaps} />
      <Marks className="g-notch" d={bars.notches} />
    </g>
  );
}

export function NameLayer({ names }: { names: Bars['names'] }) {
  return (
    <g>
      {names.map(({ row, x, y, text }) => (
        <text key={row} className="g-name" x={x} y={y}>
          {text}
        </text>
      ))}
    </g>
  );
}

export function MilestoneLayer({ marks }: { marks: Milestones }) {
  return (
    <g>
      <Marks className="g-gate" d={marks.gates} />
      <Marks className="g-gate open" d={marks.opened} />
      <Marks className="g-whisker" d={marks.whiskers} />
      <Marks className="g-chevron" d={marks.chevrons} />
      <Marks className="g-cap" d={marks.caps} />
      <Marks className="g-dot" d={marks.dots} />
      <Marks className="g-diamond" d={marks.plain} />
      <Marks className="g-diamond critical" d={marks.critical} />
      <Marks className="g-landed" d={marks.landed} />
      <Marks className="g-landed-tick" d={marks.ticks} />
      {marks.labels.map(({ row, x, y, text, anchor }) => (
        <text key={row} className="g-label" x={x} y={y} textAnchor={anchor}>
          {text}
        </text>
      ))}
      <Marks className="g-held" d={marks.held} />
      <Marks className="g-missed" d={marks.missed} />
      <Marks className="g-pole" d={marks.poles} />
      <Marks className="g-flag" d={marks.flags} />
    </g>
  );
}
