/** Dependency arrows in the window. */
import { DAY } from '@/lib/plan/data/zone';
import { endAt, marksOf, rowPlace, type Frame, type Window } from './frame';
import { isPurple, linksAcross } from './linkindex';
import { distanceTo, endsOf, headPath, route, routePath, type Route } from './routing';

/** `driving`: on the critical path, or on the driving chain that is shown. */
export type DrawnLink = { link: number; driving: boolean; route: Route };
export type Arrows = { lines: string; heads: string };

/**
 * Where more than this number of arrows pass a row, those over `LONG` rows show their two ends only: a wash says
 * nothing. The rule looks at the whole plan, not at the window, so that a line looks the same wherever it is drawn.
 */
const CROWD = 30;
const LONG = 40;

/** The links that cross the window and that its zoom draws. */
export function drawnLinks(frame: Frame): DrawnLink[] {
  const marks = marksOf(frame.scale.zoom);
  const drawn: DrawnLink[] = [];
  for (const link of linksAcross(frame.index, frame.window.first, frame.window.last)) {
    const drives = isDriving(frame, link);
    if (drives ? !marks.everyBar && !onPath(frame, link) : !marks.quietLinks) continue;
    if (!nearWindow(frame, link)) continue;
    const whole = drives || !isLong(frame, link);
    if (whole || endsInside(frame, link)) draw(frame, drawn, link, drives, whole);
  }
  return drawn;
}

function isDriving(frame: Frame, link: number): boolean {
  if (isPurple(frame.model, link)) return true;
  return frame.model.columns.dependencies.driving[link] === true && onPath(frame, link);
}

function middles({ index, rowHeight }: Frame, link: number): [number, number] {
  const middle = (position: number | undefined): number => rowPlace(position ?? 0, rowHeight).middle;
  return [middle(index.from[link]), middle(index.to[link])];
}

function isLong({ index }: Frame, link: number): boolean {
  return index.crowd > CROWD && Math.abs((index.from[link] ?? 0) - (index.to[link] ?? 0)) > LONG;
}

function draw(frame: Frame, drawn: DrawnLink[], link: number, driving: boolean, whole: boolean): void {
  const way = linkRoute(frame, link);
  for (const piece of whole ? [way] : endsOf(way, ...middles(frame, link), frame.rowHeight / 2)) {
    if (reaches(piece, frame.window)) drawn.push({ link, driving, route: piece });
  }
}

function endsInside({ index, window }: Frame, link: number): boolean {
  const inside = (position: number): boolean => position >= window.first && position <= window.last;
  return inside(index.from[link] ?? -1) || inside(index.to[link] ?? -1);
}

/** Whether the dates at the two ends can touch the window; cheaper than the route. */
function nearWindow({ model, scale, window }: Frame, link: number): boolean {
  const { from, to } = model.links;
  const [a, b] = [from[link] ?? 0, to[link] ?? 0];
  const low = Math.min(model.start[a] ?? 0, model.start[b] ?? 0) / DAY - 2;
  const high = Math.max(model.finish[a] ?? 0, model.finish[b] ?? 0) / DAY + 2;
  return (
    (high - scale.first) * scale.perDay >= window.left - 20 &&
    (low - scale.first) * scale.perDay <= window.right + 20
  );
}

export function linkRoute(frame: Frame, link: number): Route {
  const { model, index } = frame;
  const from = endAt(frame, model.links.from[link] ?? 0, index.from[link] ?? 0);
  const to = endAt(frame, model.links.to[link] ?? 0, index.to[link] ?? 0);
  return route(model.columns.dependencies.kind[link] ?? 'FS', from, to);
}

function onPath(frame: Frame, link: number): boolean {
  const { from, to } = frame.model.links;
  return frame.path.has(from[link] ?? -1) && frame.path.has(to[link] ?? -1);
}

/** Whether any stretch of the route can be seen between the edges. */
function reaches({ points }: Route, { left, right, top, bottom }: Window): boolean {
  for (let i = 1; i < points.length; i += 1) {
    const from = points[i - 1] ?? [0, 0];
    const to = points[i] ?? from;
    const across = Math.max(from[0], to[0]) >= left && Math.min(from[0], to[0]) <= right;
    if (across && Math.max(from[1], to[1]) >= top && Math.min(from[1], to[1]) <= bottom) return true;
  }
  return false;
}

export function arrows(links: readonly DrawnLink[]): Arrows {
  let lines = '';
  let heads = '';
  for (const { route: way } of links) {
    lines += routePath(way);
    heads += headPath(way);
  }
  return { lines, heads };
}

/** The arrow at a place (within 4 px), driving ones first; -1 if none. */
export function linkAt(links: readonly DrawnLink[], x: number, y: number): number {
  let best = -1;
  let least = 4;
  for (const { link, driving, route: way } of links) {
    const distance = distanceTo(way, x, y) - (driving ? 0.5 : 0);
    if (distance <= least) {
      least = distance;
      best = link;
    }
  }
  return best;
}
