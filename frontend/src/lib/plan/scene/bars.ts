/** Bars of activities, brackets of summaries, baseline ghosts. */
import { hasChildren } from '@/lib/plan/data/chain';
import { NONE } from '@/lib/plan/data/zone';
import {
  BAR_HEIGHT,
  barSpan,
  eachMarked,
  LEAST_BAR,
  marksOf,
  type BarSpan,
  type Frame,
  type RowPlace,
} from './frame';
import { inWindow, type DaysOff } from './ground';
import { bracket, diamond, notch, rect, roundRect } from './paths';
import { dayX, finishX, pointX, startX } from './timescale';

export type Bars = {
  ghosts: string;
  ghostDiamonds: string;
  plain: string;
  plainLine: string;
  nearLine: string;
  critical: string;
  done: string;
  criticalDone: string;
  gaps: string;
  notches: string;
  summary: string;
  program: string;
  names: { x: number; y: number; text: string; row: number }[];
};

/** Most float in working days that still counts as near-critical. */
export const NEAR_DAYS = 5;

export type BarLook = 'plain' | 'near' | 'critical';

export function lookOf(frame: Pick<Frame, 'model'>, row: number): BarLook {
  const { critical, float_days, actual_finish, progress } = frame.model.columns.activities;
  if ((actual_finish[row] ?? null) !== null || (progress[row] ?? 0) >= 1) return 'plain';
  if (critical[row] === true) return 'critical';
  return (float_days[row] ?? Infinity) <= NEAR_DAYS ? 'near' : 'plain';
}

export function bars(frame: Frame, off: DaysOff): Bars {
  const found: Bars = {
    ghosts: '',
    ghostDiamonds: '',
    plain: '',
    plainLine: '',
    nearLine: '',
    critical: '',
    done: '',
    criticalDone: '',
    gaps: '',
    notches: '',
    summary: '',
    program: '',
    names: [],
  };
  eachMarked(frame, (row, place) => {
    ghost(frame, found, row, place);
    const kind = frame.model.columns.activities.kind[row];
    if (kind === 'milestone') return;
    const span = barSpan(frame.model, frame.scale, row);
    if (span.right < frame.window.left || span.left > frame.window.right) return;
    if (kind !== 'task' && hasChildren(frame.model, row)) summary(frame, found, row, place, span);
    else if (kind === 'task' || kind === 'summary') activity(frame, found, off, row, place, span);
  });
  return found;
}

function summary(frame: Frame, found: Bars, row: number, place: RowPlace, span: BarSpan): void {
  const path = bracket(span.left, span.right, place.top + Math.floor(frame.rowHeight / 2) - 3);
  if (frame.model.columns.activities.kind[row] === 'program') found.program += path;
  else found.summary += path;
}

function activity(
  frame: Frame,
  found: Bars,
  off: DaysOff,
  row: number,
  place: RowPlace,
  span: BarSpan,
): void {
  const marks = marksOf(frame.scale.zoom);
  if (!marks.everyBar && !frame.path.has(row)) return;
  const look = lookOf(frame, row);
  outline(found, look, span, place.bar);
  if (marks.progress) progress(frame, found, look, row, place, span);
  if (marks.holidays) found.gaps += gaps(frame, off, row, place, span);
  if (marks.names)
    found.names.push({
      x: span.right + 6,
      y: place.middle + 4,
      text: frame.model.columns.activities.title[row] ?? '',
      row,
    });
  const { seenLeft, seenRight } = frame.window;
  if (span.left < seenLeft && span.right > seenLeft + 4)
    found.notches += notch(seenLeft, place.bar, BAR_HEIGHT, 'left');
  if (span.right > seenRight && span.left < seenRight - 4)
    found.notches += notch(seenRight, place.bar, BAR_HEIGHT, 'right');
}

function outline(found: Bars, look: BarLook, { left, right }: BarSpan, y: number): void {
  const width = right - left;
  if (look === 'critical') {
    found.critical += roundRect(left, y, width, BAR_HEIGHT, 2);
    return;
  }
  found.plain += roundRect(left, y, width, BAR_HEIGHT, 2);
  const line = roundRect(left + 0.5, y + 0.5, width - 1, BAR_HEIGHT - 1, 1.7);
  if (look === 'near') found.nearLine += line;
  else found.plainLine += line;
}

function progress(
  frame: Frame,
  found: Bars,
  look: BarLook,
  row: number,
  place: RowPlace,
  { left, right }: BarSpan,
): void {
  const share = Math.min(1, frame.model.columns.activities.progress[row] ?? 0);
  if (share <= 0) return;
  const path = roundRect(left + 1.5, place.bar + 3.5, Math.max(1, (right - left - 3) * share), 5, 1);
  if (look === 'critical') found.criticalDone += path;
  else found.done += path;
}

function gaps(frame: Frame, off: DaysOff, row: number, place: RowPlace, { left, right }: BarSpan): string {
  const calendar = off[frame.model.columns.activities.calendar[row] ?? -1];
  if (calendar === undefined || frame.model.columns.activities.elapsed?.[row] === true) return '';
  return inWindow(frame, [...calendar.holiday, ...calendar.time_off, ...calendar.freeze])
    .map(
      (span) =>
        [Math.max(left, dayX(frame.scale, span.from)), Math.min(right, dayX(frame.scale, span.to))] as const,
    )
    .filter(([from, to]) => to > from)
    .map(([from, to]) => rect(from, place.bar, to - from, BAR_HEIGHT))
    .join('');
}

function ghost(frame: Frame, found: Bars, row: number, place: RowPlace): void {
  const finish = frame.model.baselineFinish[row] ?? NONE;
  if (finish === NONE || hasChildren(frame.model, row)) return;
  if (!marksOf(frame.scale.zoom).everyBar && !frame.path.has(row)) return;
  if (frame.model.columns.activities.kind[row] === 'milestone') {
    found.ghostDiamonds += diamond(pointX(frame.scale, finish), place.middle + 1, 4.5);
    return;
  }
  const start = frame.model.baselineStart[row] ?? NONE;
  const left = startX(frame.scale, start === NONE ? finish : start);
  const right = Math.max(left + LEAST_BAR, finishX(frame.scale, finish));
  if (right < frame.window.left || left > frame.window.right) return;
  found.ghosts += roundRect(left, place.bar + 13.5, right - left, 3.5, 1);
}
