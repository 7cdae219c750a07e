/** Dependency arrows in the window. */
import { DAY } from '@/lib/plan/data/zone';
import { endAt, marksOf, type Frame, type Window } from './frame';
import { isPurple, linksAcross } from './linkindex';
import { distanceTo, headPath, route, routePath, type Route } from './routing';

/** `driving`: on the critical path, or on the driving chain that is shown. */
export type DrawnLink = { link: number; driving: boolean; route: Route };
export type Arrows = { lines: string; heads: string };

/** Over this number of non-driving arrows, those that only pass through the window are left out: a wash says nothing. */
const MANY_QUIET = 200;

/** The links that cross the window and that its zoom draws. */
export function drawnLinks(frame: Frame): DrawnLink[] {
  const marks = marksOf(frame.scale.zoom);
  const drawn: DrawnLink[] = [];
  const passing: number[] = [];
  for (const link of linksAcross(frame.index, frame.window.first, frame.window.last)) {
    const drives = isDriving(frame, link);
    if (drives ? !marks.everyBar && !onPath(frame, link) : !marks.quietLinks) continue;
    if (!nearWindow(frame, link)) continue;
    if (drives || endsInside(frame, link)) draw(frame, drawn, link, drives);
    else passing.push(link);
  }
  if (passing.length <= MANY_QUIET) for (const link of passing) draw(frame, drawn, link, false);
  return drawn;
}

function isDriving(frame: Frame, link: number): boolean {
  if (isPurple(frame.model, link)) return true;
  return frame.model.columns.dependencies.driving[link] === true && onPath(frame, link);
}

function draw(frame: Frame, drawn: DrawnLink[], link: number, driving: boolean): void {
  const way = linkRoute(frame, link);
  if (reaches(way, frame.window)) drawn.push({ link, driving, route: way });
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
