import { memo, useMemo } from 'react';
import { blockOf, type Frame } from '@/lib/plan/scene/frame';
import type { DaysOff } from '@/lib/plan/scene/ground';
import { buildScene } from '@/lib/plan/scene/scene';
import { ArrowLayer, BarLayer, GroundLayer, MilestoneLayer, NameLayer } from './layers';

type Props = {
  frame: Frame;
  off: DaysOff;
  block: number;
  selected: number;
  /** Rows of this block whose marks are sliding, drawn apart. */
  apart?: ReadonlySet<number>;
};

/** A block of rows, back to front. While the reader scrolls, only the blocks that come in are drawn. */
export const Block = memo(
  function Block({ frame, off, block, selected, apart }: Props) {
    const part = useMemo(() => ({ ...blockOf(frame, block), apart }), [frame, block, apart]);
    const scene = useMemo(() => buildScene(part, off), [part, off]);
    const { left, right, top, bottom } = part.window;
    const y = top - frame.window.top;
    return (
      <svg
        style={{ top: y }}
        width={right - left}
        height={bottom - top}
        viewBox={`${left} ${top} ${right - left} ${bottom - top}`}
      >
        <GroundLayer frame={part} ground={scene.ground} selected={selected} />
        <BarLayer bars={scene.bars} quiet={<ArrowLayer arrows={scene.quiet} look="quiet" />} />
        <ArrowLayer arrows={scene.driving} look="driving" />
        <NameLayer names={scene.bars.names} />
        <MilestoneLayer marks={scene.milestones} />
      </svg>
    );
  },
  (before, after) =>
    before.off === after.off &&
    before.block === after.block &&
    before.selected === after.selected &&
    before.apart === after.apart &&
    sameBlock(before, after),
);

/** Whether a block draws the same in two frames that differ only in which blocks they hold. */
function sameBlock({ frame: a, block }: Props, { frame: b }: Props): boolean {
  const same = (
    name: 'model' | 'view' | 'index' | 'scale' | 'path' | 'dayText' | 'rowHeight' | 'flying',
  ): boolean => a[name] === b[name];
  if (!(
    same('model') &&
    same('view') &&
    same('index') &&
    same('scale') &&
    same('path') &&
    same('dayText') &&
    same('rowHeight') &&
    same('flying')
  ))
    return false;
  const [one, other] = [blockOf(a, block).window, blockOf(b, block).window];
  const top = a.window.top === b.window.top;
  return (
    top &&
    one.last === other.last &&
    one.bottom === other.bottom &&
    one.left === other.left &&
    one.right === other.right &&
    one.seenLeft === other.seenLeft &&
    one.seenRight === other.seenRight
  );
}
