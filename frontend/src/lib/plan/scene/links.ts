/** Dependency arrows in the window. */
import { endAt, marksOf, type Frame } from './frame';
import { linksAcross } from './linkindex';
import { distanceTo, headPath, route, routePath, type Route } from './routing';

export type DrawnLink = { link: number; driving: boolean; route: Route };
export type Arrows = { lines: string; heads: string };

/** Most non-driving arrows drawn at once: beyond, they are a grey wash that says nothing. */
const MOST_QUIET = 1500;

/** The links that cross the window and that its zoom draws. */
export function drawnLinks(frame: Frame): DrawnLink[] {
  const { model, index, window } = frame;
  const marks = marksOf(frame.scale.zoom);
  const drawn: DrawnLink[] = [];
  let quiet = 0;
  for (const link of linksAcross(index, window.first, window.last)) {
    const driving = model.columns.dependencies.driving[link] === true;
    if (!driving && (!marks.quietLinks || quiet >= MOST_QUIET)) continue;
    if (driving && !marks.everyBar && !onPath(frame, link)) continue;
    const way = linkRoute(frame, link);
    if (!reaches(way, window.left, window.right)) continue;
    quiet += driving ? 0 : 1;
    drawn.push({ link, driving, route: way });
  }
  return drawn;
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

function reaches({ points }: Route, left: number, right: number): boolean {
  let low = Infinity;
  let high = -Infinity;
  for (const [x] of points) {
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  return high >= left && low <= right;
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
