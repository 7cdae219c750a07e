/**
 * The way of a dependency arrow: it leaves the end that its kind names, turns once, and arrives at the other end.
 * Where the successor lies the wrong way for one turn, it goes round between the rows.
 */

import { fix } from './paths';

/** One end: a bar or diamond. `y` is the middle of its row, `half` half its height. */
export type End = { left: number; right: number; y: number; half: number; milestone: boolean };
export type Heading = 'down' | 'up' | 'right' | 'left';
/** `heading` is that of the arrow head, null for a piece without one. */
export type Route = { points: [number, number][]; heading: Heading | null };

const INSET = 3;
const HEAD = 2.5;
const STUB = 6;

const leavesFinish = (kind: string): boolean => !kind.startsWith('S');
const arrivesFinish = (kind: string): boolean => kind.endsWith('F');

/** Points of the arrow from predecessor to successor, the last one where the head stands. */
export function route(kind: string, from: End, to: End): Route {
  const out = leavesFinish(kind) ? 1 : -1;
  const exit = out > 0 ? from.right : from.left;
  const landing = landingX(kind, to);
  const clear = (landing - exit) * out;
  if (clear >= 0) return turnOnce(exit, from, landing, to);
  if (kind === 'SS' || kind === 'FF') return sideways(kind, exit, from, to);
  if (landing >= from.left - 0.5 && landing <= from.right + 0.5) return straight(landing, from, to);
  return around(out, exit, from, landing, to);
}

/** Where the arrow drops: just inside the end it arrives at, the middle of a milestone. */
function landingX(kind: string, to: End): number {
  const middle = (to.left + to.right) / 2;
  if (to.milestone) return middle;
  return arrivesFinish(kind) ? Math.max(to.right - INSET, middle) : Math.min(to.left + INSET, middle);
}

function turnOnce(exit: number, from: End, x: number, to: End): Route {
  return {
    points: [
      [exit, from.y],
      [x, from.y],
      [x, edge(from, to)],
    ],
    heading: downOrUp(from, to),
  };
}

function straight(x: number, from: End, to: End): Route {
  const start = from.y + (to.y >= from.y ? from.half : -from.half);
  return {
    points: [
      [x, start],
      [x, edge(from, to)],
    ],
    heading: downOrUp(from, to),
  };
}

/** Same ends joined the wrong way round (SS to a later start, FF to an earlier finish): drop first, then turn in. */
function sideways(kind: string, exit: number, from: End, to: End): Route {
  const right = kind === 'SS';
  const x = right ? exit + 2 : exit - 2;
  const start = from.y + (to.y >= from.y ? from.half : -from.half);
  const end = right ? to.left - HEAD : to.right + HEAD;
  return {
    points: [
      [x, start],
      [x, to.y],
      [end, to.y],
    ],
    heading: right ? 'right' : 'left',
  };
}

function around(out: number, exit: number, from: End, x: number, to: End): Route {
  const clear = exit + STUB * out;
  const between = to.y + (to.y >= from.y ? -1 : 1) * (to.half + 7);
  return {
    points: [
      [exit, from.y],
      [clear, from.y],
      [clear, between],
      [x, between],
      [x, edge(from, to)],
    ],
    heading: downOrUp(from, to),
  };
}

function edge(from: End, to: End): number {
  return to.y >= from.y ? to.y - to.half - HEAD : to.y + to.half + HEAD;
}

function downOrUp(from: End, to: End): Heading {
  return to.y >= from.y ? 'down' : 'up';
}

/** The two ends of an arrow, without what lies farther than `tail` from either row: its longest drop is cut out. */
export function endsOf(way: Route, from: number, to: number, tail: number): Route[] {
  const down = to >= from ? 1 : -1;
  const { points } = way;
  const drops = points.map(([, y], i) => Math.abs(y - (points[i - 1]?.[1] ?? y)));
  const cut = drops.indexOf(Math.max(...drops));
  const x = points[cut]?.[0] ?? 0;
  return [
    { points: [...points.slice(0, cut), [x, from + tail * down]], heading: null },
    { points: [[x, to - tail * down], ...points.slice(cut)], heading: way.heading },
  ];
}

const ROUND = 2;

/** SVG path of the line, its corners rounded by 2 px. */
export function routePath({ points }: Route): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${fix(first[0])} ${fix(first[1])}`;
  let before = first;
  rest.forEach((point, i) => {
    const after = rest[i + 1];
    path += after === undefined ? `L${fix(point[0])} ${fix(point[1])}` : corner(before, point, after);
    before = point;
  });
  return path;
}

function corner(before: [number, number], at: [number, number], after: [number, number]): string {
  const into = towards(at, before);
  const out = towards(at, after);
  return `L${fix(into[0])} ${fix(into[1])}Q${fix(at[0])} ${fix(at[1])} ${fix(out[0])} ${fix(out[1])}`;
}

function towards([x, y]: [number, number], [toX, toY]: [number, number]): [number, number] {
  const length = Math.hypot(toX - x, toY - y);
  const share = length === 0 ? 0 : Math.min(ROUND, length / 2) / length;
  return [x + (toX - x) * share, y + (toY - y) * share];
}

/** SVG path of the arrow head. */
export function headPath({ points, heading }: Route): string {
  const [x, y] = points.at(-1) ?? [0, 0];
  if (heading === null) return '';
  if (heading === 'down') return `M${fix(x - 2.8)} ${fix(y - 1.7)}h5.6l-2.8 4.2z`;
  if (heading === 'up') return `M${fix(x - 2.8)} ${fix(y + 1.7)}h5.6l-2.8 -4.2z`;
  if (heading === 'right') return `M${fix(x - 1.7)} ${fix(y - 2.8)}v5.6l4.2 -2.8z`;
  return `M${fix(x + 1.7)} ${fix(y - 2.8)}v5.6l-4.2 -2.8z`;
}

/** Least distance of a place to the arrow's line. */
export function distanceTo({ points }: Route, x: number, y: number): number {
  let least = Infinity;
  points.forEach((end, i) => {
    const start = points[i - 1];
    if (start !== undefined) least = Math.min(least, segmentDistance(start, end, x, y));
  });
  return least;
}

function segmentDistance(
  [x1, y1]: [number, number],
  [x2, y2]: [number, number],
  x: number,
  y: number,
): number {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / square));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}
