/** A laid-out map: boxes, lines between them, and the view of it. Pure. */
import type { MapEdge, MapNode, Status } from '@/api/types';

export type Point = { x: number; y: number };
/** A box by its center. */
export type Box = Point & { width: number; height: number };
export type Graph = {
  boxes: { id: string; width: number; height: number }[];
  /** Pairs of places in `boxes`. */
  links: [number, number][];
};
export type Place = Record<string, Box>;

const LETTER = 6.6;
const MOST_LETTERS = 26;
const LEAST_WIDTH = 136;
const LEAST_WIDTH_OF_PROGRAM = 184;

export const shorten = (title: string): string =>
  title.length > MOST_LETTERS ? `${title.slice(0, MOST_LETTERS - 1).trimEnd()}…` : title;

export function sizeOf(node: MapNode): { width: number; height: number } {
  const letters = Math.max(6, Math.min(MOST_LETTERS, node.title.length));
  return node.kind === 'activity'
    ? { width: 22 + letters * 6, height: 26 }
    : {
        width: Math.max(
          node.kind === 'program' ? LEAST_WIDTH_OF_PROGRAM : LEAST_WIDTH,
          44 + letters * LETTER,
        ),
        height: 44,
      };
}

const troubled: readonly Status[] = ['off_track', 'at_risk', 'unknown'];

/** The relations that are shown, and the parties that they join. */
export function chosen(nodes: MapNode[], edges: MapEdge[], only: 'all' | 'trouble') {
  if (only === 'all') return { nodes, edges };
  const kept = edges.filter(({ status }) => troubled.includes(status));
  const ends = new Set(kept.flatMap(({ source, target }) => [source, target]));
  for (const { id, parent } of nodes) if (parent !== null && ends.has(id)) ends.add(parent);
  return { edges: kept, nodes: nodes.filter(({ id }) => ends.has(id)) };
}

/** The graph to lay out: each relation, and each activity held to its team. */
export function graphOf(nodes: readonly MapNode[], edges: readonly MapEdge[]): Graph {
  const at = new Map(nodes.map(({ id }, index) => [id, index]));
  const pairs: [string | null, string][] = [
    ...edges.map(({ source, target }) => [source, target] as [string, string]),
    ...nodes
      .filter(({ parent }) => parent !== null)
      .map(({ id, parent }) => [parent, id] as [string, string]),
  ];
  const links = pairs.flatMap<[number, number]>(([a, b]) => {
    const from = at.get(a ?? '');
    const to = at.get(b);
    return from === undefined || to === undefined || from === to ? [] : [[from, to]];
  });
  return { boxes: nodes.map((node) => ({ id: node.id, ...sizeOf(node) })), links };
}

/** Where a line from the middle of a box to a point leaves the box. */
export function border(box: Box, to: Point, margin = 0): Point {
  const dx = to.x - box.x;
  const dy = to.y - box.y;
  if (dx === 0 && dy === 0) return { x: box.x, y: box.y };
  const scale = Math.min(
    (box.width / 2 + margin) / Math.max(Math.abs(dx), 1e-9),
    (box.height / 2 + margin) / Math.max(Math.abs(dy), 1e-9),
  );
  return { x: box.x + dx * scale, y: box.y + dy * scale };
}

const round = (value: number) => Math.round(value * 10) / 10;

/** A slightly bent arrow from box to box, so that two that run against each other stay apart. */
export function arrow(from: Box, to: Box): { line: string; middle: Point } {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const bend = Math.min(36, length * 0.12);
  const middle = {
    x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * bend,
    y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * bend,
  };
  const start = border(from, middle);
  const end = border(to, middle, 7);
  const line = `M${round(start.x)} ${round(start.y)}Q${round(middle.x)} ${round(middle.y)} ${round(end.x)} ${round(end.y)}`;
  return { line, middle };
}

/** How wide a line for so many contracts and links is drawn. */
export const thickness = (count: number): number => Math.min(7, 1 + Math.sqrt(count) * 0.9);

export type View = { x: number; y: number; scale: number };
export const LEAST = 0.08;
export const MOST = 2.5;

export function extent(place: Place): { x: number; y: number; width: number; height: number } {
  const boxes = Object.values(place);
  const left = Math.min(...boxes.map((box) => box.x - box.width / 2));
  const right = Math.max(...boxes.map((box) => box.x + box.width / 2));
  const top = Math.min(...boxes.map((box) => box.y - box.height / 2));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height / 2));
  return boxes.length === 0
    ? { x: 0, y: 0, width: 1, height: 1 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

/** The view that shows all of the map. */
export function fitted(place: Place, width: number, height: number, margin = 24): View {
  const all = extent(place);
  const scale = Math.min(
    1.25,
    Math.max(LEAST, Math.min((width - 2 * margin) / all.width, (height - 2 * margin) / all.height)),
  );
  return {
    scale,
    x: width / 2 - (all.x + all.width / 2) * scale,
    y: height / 2 - (all.y + all.height / 2) * scale,
  };
}

/** Of layouts of one map, that whose boxes are drawn largest where all of it shows. */
export function largest(places: readonly Place[], width: number, height: number): Place {
  const scales = places.map((place) => fitted(place, width, height).scale);
  return places[scales.indexOf(Math.max(...scales))] ?? {};
}

/** The view zoomed by a factor about a point of the screen, which stays where it is. */
export function zoomed(view: View, factor: number, about: Point): View {
  const scale = Math.min(MOST, Math.max(LEAST, view.scale * factor));
  const by = scale / view.scale;
  return { scale, x: about.x - (about.x - view.x) * by, y: about.y - (about.y - view.y) * by };
}

/** The view moved as little as needed for a box to be seen whole. */
export function revealed(view: View, box: Box, width: number, height: number, margin = 16): View {
  const left = (box.x - box.width / 2) * view.scale + view.x;
  const right = (box.x + box.width / 2) * view.scale + view.x;
  const top = (box.y - box.height / 2) * view.scale + view.y;
  const bottom = (box.y + box.height / 2) * view.scale + view.y;
  const dx = left < margin ? margin - left : right > width - margin ? width - margin - right : 0;
  const dy = top < margin ? margin - top : bottom > height - margin ? height - margin - bottom : 0;
  return dx === 0 && dy === 0 ? view : { ...view, x: view.x + dx, y: view.y + dy };
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';
const ways: Record<Direction, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The nearest box in a direction, of those that lie more ahead than aside; else of all ahead. Null where there is none. */
export function nearest(place: Place, from: string, direction: Direction): string | null {
  const here = place[from];
  if (here === undefined) return null;
  const way = ways[direction];
  const found = Object.entries(place).flatMap(([id, box]) => {
    const dx = box.x - here.x;
    const dy = box.y - here.y;
    const ahead = dx * way.x + dy * way.y;
    const aside = Math.abs(dx * way.y) + Math.abs(dy * way.x);
    return id === from || ahead <= 1 ? [] : [{ id, ahead, aside }];
  });
  const before = found.filter(({ ahead, aside }) => aside <= ahead);
  const order = (before.length > 0 ? before : found).toSorted(
    (a, b) => a.ahead + 2 * a.aside - b.ahead - 2 * b.aside,
  );
  return order[0]?.id ?? null;
}
