/** Milestones: diamond at the plan date, P50 dot, P85 cap, deadline triangle, commitment pennant. */
import { gateOf } from '@/lib/plan/data/model';
import { lastDay, NONE } from '@/lib/plan/data/zone';
import { DIAMOND, eachMarked, type Frame, type RowPlace } from './frame';
import { chevron, circle, diamond, level, pennant, rect, triangle } from './paths';
import { pointX } from './timescale';

export type Label = { x: number; y: number; text: string; anchor: 'start' | 'end'; row: number };

export type Milestones = {
  whiskers: string;
  chevrons: string;
  caps: string;
  dots: string;
  plain: string;
  critical: string;
  landed: string;
  ticks: string;
  labels: Label[];
  held: string;
  missed: string;
  poles: string;
  flags: string;
  /** Posts of gates at both sides of their diamonds: closed, and those that let the work go on. */
  gates: string;
  opened: string;
};

const LABEL_WIDTH = 66;

export function milestones(frame: Frame): Milestones {
  const found: Milestones = {
    whiskers: '',
    chevrons: '',
    caps: '',
    dots: '',
    plain: '',
    critical: '',
    landed: '',
    ticks: '',
    labels: [],
    held: '',
    missed: '',
    poles: '',
    flags: '',
    gates: '',
    opened: '',
  };
  eachMarked(frame, (row, place) => {
    if (frame.model.columns.activities.kind[row] === 'milestone') milestone(frame, found, row, place);
    deadline(frame, found, row, place);
    commitment(frame, found, row, place);
  });
  return found;
}

function milestone(frame: Frame, found: Milestones, row: number, place: RowPlace): void {
  const { critical, actual_finish } = frame.model.columns.activities;
  const y = place.middle + 1;
  const x = pointX(frame.scale, frame.model.finish[row] ?? 0);
  gate(frame, found, row, x, y);
  if ((actual_finish[row] ?? null) !== null) {
    found.landed += diamond(x, y, DIAMOND - 0.5);
    found.ticks += `M${x - 2.2} ${y}l1.6 1.8 2.8 -3.4`;
    return;
  }
  if (critical[row] === true) found.critical += diamond(x, y, DIAMOND);
  else found.plain += diamond(x, y, DIAMOND);
  whisker(frame, found, row, x, y);
}

function gate(frame: Frame, found: Milestones, row: number, x: number, y: number): void {
  const mark = gateOf(frame.model, row);
  if (mark === undefined) return;
  const posts = rect(x - DIAMOND - 4, y - 8, 2, 16) + rect(x + DIAMOND + 2, y - 8, 2, 16);
  if (mark.state === 'passed' || mark.state === 'conditional') found.opened += posts;
  else found.gates += posts + rect(x - DIAMOND - 4, y - 8, 2 * DIAMOND + 8, 1.5);
}

function whisker(frame: Frame, found: Milestones, row: number, x: number, y: number): void {
  const p85 = frame.model.p85[row] ?? NONE;
  if (p85 === NONE) return;
  const cap = pointX(frame.scale, p85);
  const { seenLeft, seenRight } = frame.window;
  const text = frame.dayText(lastDay(p85));
  if (x > seenRight || cap < seenLeft) return;
  const beyond = cap > seenRight - 2;
  found.whiskers += level(Math.min(x, cap), beyond ? seenRight - 3 : Math.max(x, cap), y);
  if (beyond) found.chevrons += chevron(seenRight - 3, y, 'right');
  else found.caps += rect(cap - 1.5, y - 6, 3, 12);
  dot(frame, found, row, x, cap, y);
  label(frame, found, row, x, cap, y, text);
}

function dot(frame: Frame, found: Milestones, row: number, x: number, cap: number, y: number): void {
  const p50 = frame.model.p50[row] ?? NONE;
  if (p50 === NONE) return;
  const at = pointX(frame.scale, p50);
  const hidden = Math.abs(at - x) < DIAMOND - 1 || Math.abs(cap - at) < 3 || at > frame.window.seenRight;
  if (!hidden) found.dots += circle(at, y, 3.2);
}

/** Right of the cap; where the window ends before, above the line and inside the window. */
function label(
  frame: Frame,
  found: Milestones,
  row: number,
  x: number,
  cap: number,
  y: number,
  text: string,
): void {
  const right = frame.window.seenRight;
  const start = Math.max(cap, x + DIAMOND) + 6.5;
  if (start + LABEL_WIDTH <= right) found.labels.push({ x: start, y: y + 4, text, anchor: 'start', row });
  else found.labels.push({ x: Math.min(right - 6, cap + 2), y: y - 8, text, anchor: 'end', row });
}

function deadline(frame: Frame, found: Milestones, row: number, place: RowPlace): void {
  const at = frame.model.deadline[row] ?? NONE;
  if (at === NONE) return;
  const path = triangle(pointX(frame.scale, at), place.top + 1.5);
  if (isPast(frame, row, at)) found.missed += path;
  else found.held += path;
}

/** Whether the P85, or without a forecast the plan, is past the deadline. */
function isPast(frame: Frame, row: number, at: number): boolean {
  const p85 = frame.model.p85[row] ?? NONE;
  const expected =
    p85 === NONE || (frame.model.columns.activities.actual_finish[row] ?? null) !== null
      ? (frame.model.finish[row] ?? 0)
      : p85;
  return expected > at;
}

function commitment(frame: Frame, found: Milestones, row: number, place: RowPlace): void {
  const at = frame.model.commitment[row] ?? NONE;
  if (at === NONE) return;
  const x = pointX(frame.scale, at);
  const due = frame.model.deadline[row] ?? NONE;
  const beside = due !== NONE && Math.abs(pointX(frame.scale, due) - x) < 8 ? 7 : 0;
  const { pole, flag } = pennant(x + beside, place.top + 1);
  found.poles += pole;
  found.flags += flag;
}
