import { useMemo } from 'react';
import type { CSSProperties } from 'react';
import { toLocal } from '@/lib/plan/data/zone';
import { bars } from '@/lib/plan/scene/bars';
import { barSpan, type BarSpan, type Frame } from '@/lib/plan/scene/frame';
import type { DaysOff } from '@/lib/plan/scene/ground';
import { milestones } from '@/lib/plan/scene/milestones';
import { finishX, pointX, startX } from '@/lib/plan/scene/timescale';
import { BarLayer, MilestoneLayer, NameLayer, type MovedBar } from './layers';

type Props = { frame: Frame; off: DaysOff; moved: readonly MovedBar[] };

/** The marks of rows that moved, on their way from where they stood. */
export function Slides({ frame, off, moved }: Props) {
  return moved.map((bar) => <Slide key={bar.row} frame={frame} off={off} bar={bar} />);
}

function Slide({ frame, off, bar }: { frame: Frame; off: DaysOff; bar: MovedBar }) {
  const position = frame.view.position[bar.row] ?? -1;
  const marks = useMemo(() => {
    const alone = { ...frame, window: { ...frame.window, first: position, last: position } };
    return { bars: bars(alone, off), milestones: milestones(alone) };
  }, [frame, off, position]);
  return (
    <g className="g-slide" style={slideOf(was(frame, bar), now(frame, bar.row))}>
      <BarLayer bars={marks.bars} quiet={null} />
      <NameLayer names={marks.bars.names} />
      <MilestoneLayer marks={marks.milestones} />
    </g>
  );
}

/** Where the marks come from, as a move and a stretch of where they are. */
export function slideOf(from: BarSpan, to: BarSpan): CSSProperties {
  const stretch = (from.right - from.left) / (to.right - to.left || 1);
  return {
    '--from': `${from.left}px`,
    '--to': `${to.left}px`,
    '--home': `${-to.left}px`,
    '--stretch': Number.isFinite(stretch) && stretch > 0 ? stretch : 1,
  } as CSSProperties;
}

function was({ model, scale }: Frame, { row, start, finish }: MovedBar): BarSpan {
  const [from, to] = [toLocal(model.zone, start), toLocal(model.zone, finish)];
  if (model.columns.activities.kind[row] === 'milestone') return point(pointX(scale, to));
  const left = startX(scale, from);
  return { left, right: Math.max(left + 1, finishX(scale, to)) };
}

function now({ model, scale }: Frame, row: number): BarSpan {
  const milestone = model.columns.activities.kind[row] === 'milestone';
  return milestone ? point(pointX(scale, model.finish[row] ?? 0)) : barSpan(model, scale, row);
}

const point = (x: number): BarSpan => ({ left: x, right: x + 1 });
