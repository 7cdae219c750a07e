/** What a scene is drawn for: the plan, the rows that show, the scale, the window; and where a row's marks stand. */
import { hasChildren } from '@/lib/plan/data/chain';
import type { PlanModel } from '@/lib/plan/data/model';
import type { View } from '@/lib/plan/data/tree';
import type { LinkIndex } from './linkindex';
import type { End } from './routing';
import { finishX, pointX, startX, type TimeScale, type Zoom } from './timescale';

export type Window = {
  /** Positions drawn, both included. */
  first: number;
  last: number;
  /** Upper and lower edge of what is drawn; lower than the last row where the rows end above the window's edge. */
  top: number;
  bottom: number;
  /** Pixels drawn, with what lies just outside the window. */
  left: number;
  right: number;
  /** Pixels that are seen. */
  seenLeft: number;
  seenRight: number;
};

export type Frame = {
  model: PlanModel;
  view: View;
  index: LinkIndex;
  scale: TimeScale;
  window: Window;
  rowHeight: number;
  /** Rows of the driving chain that is shown, of the final milestone or of the open record. */
  path: ReadonlySet<number>;
  dayText: (day: number) => string;
  /** Whether the rows fly by too fast to follow an arrow: then none is drawn. */
  flying?: boolean;
  /** Rows whose marks are drawn apart, while they slide to a new place. */
  apart?: ReadonlySet<number>;
};

/** Rows per block: what a block draws stays as it is while the reader scrolls. */
export const BLOCK = 8;

/** The part of a frame that one block of rows draws. The last block reaches to the lower edge of the frame. */
export function blockOf(frame: Frame, block: number): Frame {
  const { window, rowHeight } = frame;
  const first = block * BLOCK;
  const last = Math.min(window.last, first + BLOCK - 1);
  const ends = last === window.last;
  const bottom = ends ? window.bottom : (last + 1) * rowHeight;
  return { ...frame, window: { ...window, first, last, top: first * rowHeight, bottom } };
}

export type Marks = {
  weekends: boolean;
  holidays: boolean;
  quietLinks: boolean;
  progress: boolean;
  names: boolean;
  /** All activities; else only summaries, milestones and the driving chain. */
  everyBar: boolean;
};

export function marksOf(zoom: Zoom): Marks {
  const near = zoom === 'day' || zoom === 'week';
  const fine = near || zoom === 'month';
  return {
    weekends: fine,
    holidays: fine,
    quietLinks: fine,
    progress: fine,
    names: near,
    everyBar: zoom !== 'year',
  };
}

export const BAR_HEIGHT = 12;
export const DIAMOND = 6;
export const LEAST_BAR = 4.5;

export type RowPlace = { top: number; middle: number; bar: number };

export function rowPlace(position: number, rowHeight: number): RowPlace {
  const top = position * rowHeight;
  const middle = top + Math.floor((rowHeight - 2) / 2);
  return { top, middle, bar: middle - BAR_HEIGHT / 2 };
}

export type BarSpan = { left: number; right: number };

/** Left and right of the row's bar, at least 4.5 px apart. */
export function barSpan(model: PlanModel, scale: TimeScale, row: number): BarSpan {
  const left = startX(scale, model.start[row] ?? 0);
  return { left, right: Math.max(left + LEAST_BAR, finishX(scale, model.finish[row] ?? 0)) };
}

/** The end of an arrow at a row, drawn at a position (the row's own, or that of a collapsed row above it). */
export function endAt(frame: Frame, row: number, position: number): End {
  const { middle } = rowPlace(position, frame.rowHeight);
  if (frame.model.columns.activities.kind[row] === 'milestone') {
    const x = pointX(frame.scale, frame.model.finish[row] ?? 0);
    return { left: x - 4, right: x + 4, y: middle + 1, half: DIAMOND, milestone: true };
  }
  const half = frame.view.rows[position] === row && !hasChildren(frame.model, row) ? BAR_HEIGHT / 2 : 3;
  return { ...barSpan(frame.model, frame.scale, row), y: middle, half, milestone: false };
}

/** Calls `draw` for each row in the window whose marks are not drawn apart. */
export function eachMarked(frame: Frame, draw: (row: number, place: RowPlace) => void): void {
  const { apart } = frame;
  eachRow(frame, (row, place) => {
    if (apart?.has(row) !== true) draw(row, place);
  });
}

/** Calls `draw` for each row in the window. */
export function eachRow(frame: Frame, draw: (row: number, place: RowPlace) => void): void {
  const last = Math.min(frame.window.last, frame.view.rows.length - 1);
  for (let position = Math.max(0, frame.window.first); position <= last; position += 1) {
    draw(frame.view.rows[position] ?? 0, rowPlace(position, frame.rowHeight));
  }
}
