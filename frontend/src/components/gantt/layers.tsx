import { memo } from 'react';
import type { Bars } from '@/lib/plan/scene/bars';
import { BAR_HEIGHT, rowPlace, type Frame } from '@/lib/plan/scene/frame';
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

export const GroundLayer = memo(function GroundLayer({ frame, ground, selected }: GroundProps) {
  const { window, rowHeight, view } = frame;
  const position = selected < 0 ? -1 : (view.position[selected] ?? -1);
  return (
    <g>
      <defs>
        <HatchPattern id="gantt-hatch" />
      </defs>
      <path className="g-weekend" d={ground.weekends} />
      <path className="g-hatch" d={ground.freezes} />
      <path className="g-hatch" d={ground.holidays} />
      <path className="g-faint" d={ground.faint} />
      <path className="g-month" d={ground.months} />
      {position >= 0 && (
        <rect
          className="g-selected"
          x={window.left}
          y={position * rowHeight}
          width={window.right - window.left}
          height={rowHeight}
        />
      )}
      <path className="g-hair" d={ground.hairlines} />
    </g>
  );
});

type GhostProps = {
  frame: Frame;
  bars: Bars;
  moved: readonly { row: number; start: number; finish: number }[];
};

export const GhostLayer = memo(function GhostLayer({ frame, bars, moved }: GhostProps) {
  return (
    <g>
      <path className="g-ghost" d={bars.ghosts} />
      <path className="g-ghost-diamond" d={bars.ghostDiamonds} />
      {moved.map(({ row, start, finish }) => {
        const position = frame.view.position[row] ?? -1;
        if (position < 0) return null;
        const left = startX(frame.scale, start);
        const y = rowPlace(position, frame.rowHeight).bar;
        return (
          <rect
            key={row}
            className="g-moved"
            x={left}
            y={y}
            width={Math.max(4.5, finishX(frame.scale, finish) - left)}
            height={BAR_HEIGHT}
            rx="2"
          />
        );
      })}
    </g>
  );
});

export const ArrowLayer = memo(function ArrowLayer({
  arrows,
  look,
  faded,
}: {
  arrows: Arrows;
  look: 'quiet' | 'driving';
  faded: boolean;
}) {
  return (
    <g className={`g-arrows ${look} ${faded ? 'faded' : ''}`}>
      <path className="line" d={arrows.lines} />
      <path className="head" d={arrows.heads} />
    </g>
  );
});

export function ChainLayer({ arrows }: { arrows: Arrows }) {
  return (
    <g className="g-arrows driving thick">
      <path className="line" d={arrows.lines} />
      <path className="head" d={arrows.heads} />
    </g>
  );
}

export const BarLayer = memo(function BarLayer({ bars }: { bars: Bars }) {
  return (
    <g>
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
});

export const NameLayer = memo(function NameLayer({ names }: { names: Bars['names'] }) {
  return (
    <g>
      {names.map(({ row, x, y, text }) => (
        <text key={row} className="g-name" x={x} y={y}>
          {text}
        </text>
      ))}
    </g>
  );
});

export const MilestoneLayer = memo(function MilestoneLayer({ marks }: { marks: Milestones }) {
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
});
