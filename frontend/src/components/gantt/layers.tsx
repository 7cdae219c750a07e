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

type GroundProps = { frame: Frame; ground: Ground; selected: number };

export function GroundLayer({ frame, ground, selected }: GroundProps) {
  const { window, rowHeight } = frame;
  return (
    <g>
      <path className="g-weekend" d={ground.weekends} />
      <path className="g-weekend" d={ground.hours} />
      <path className="g-hatch" d={ground.freezes} />
      <path className="g-hatch" d={ground.holidays} />
      <path className="g-faint" d={ground.faint} />
      <path className="g-month" d={ground.months} />
      {selected >= 0 && (
        <rect
          className="g-selected"
          x={window.left}
          y={selected * rowHeight}
          width={window.right - window.left}
          height={rowHeight}
        />
      )}
      <path className="g-hair" d={ground.hairlines} />
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
      <path className="line" d={arrows.lines} />
      <path className="head" d={arrows.heads} />
    </g>
  );
}

export function ChainLayer({ arrows }: { arrows: Arrows }) {
  return (
    <g className="g-arrows driving thick">
      <path className="line" d={arrows.lines} />
      <path className="head" d={arrows.heads} />
    </g>
  );
}

/** Ghosts, then the quiet arrows, then the bars. */
export function BarLayer({ bars, quiet }: { bars: Bars; quiet: ReactNode }) {
  return (
    <g>
      <path className="g-ghost" d={bars.ghosts} />
      <path className="g-ghost-diamond" d={bars.ghostDiamonds} />
      {quiet}
      <path className="g-program" d={bars.program} />
      <path className="g-summary" d={bars.summary} />
      <path className="g-bar" d={bars.plain} />
      <path className="g-bar-line" d={bars.plainLine} />
      <path className="g-near" d={bars.nearLine} />
      <path className="g-critical" d={bars.critical} />
      <path className="g-done" d={bars.done} />
      <path className="g-critical-done" d={bars.criticalDone} />
      <path className="g-gap" d={bars.gaps} />
      <path className="g-notch" d={bars.notches} />
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
      <path className="g-whisker" d={marks.whiskers} />
      <path className="g-chevron" d={marks.chevrons} />
      <path className="g-cap" d={marks.caps} />
      <path className="g-dot" d={marks.dots} />
      <path className="g-diamond" d={marks.plain} />
      <path className="g-diamond critical" d={marks.critical} />
      <path className="g-landed" d={marks.landed} />
      <path className="g-landed-tick" d={marks.ticks} />
      {marks.labels.map(({ row, x, y, text, anchor }) => (
        <text key={row} className="g-label" x={x} y={y} textAnchor={anchor}>
          {text}
        </text>
      ))}
      <path className="g-held" d={marks.held} />
      <path className="g-missed" d={marks.missed} />
      <path className="g-pole" d={marks.poles} />
      <path className="g-flag" d={marks.flags} />
    </g>
  );
}
