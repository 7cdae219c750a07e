/**
 * A layout in which the distance of two boxes on paper follows their distance in the graph: stress, made small by
 * stochastic gradient descent (Zheng, Pawar, Goodman: Graph drawing by stochastic gradient descent, 2018). Parts that
 * do not hang together are laid out apart and put beside one another; at last boxes that overlap are pushed apart.
 * Pure and without chance: the same graph gives the same picture.
 */
import type { Graph, Place } from './shape';

const LENGTH = 170;
const WIDER = 1.35;
const ROUNDS = 24;
const GAP = 16;
const PUSHES = 40;
/** How much more room than its boxes a part gets to begin with. */
const ROOM = 2.4;
const LARGER = 1.2;
const MOST_TIMES = 25;
const BETWEEN_PARTS = 90;

/** Numbers from 0 to 1, the same each time. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function neighbors({ boxes, links }: Graph): number[][] {
  const sets = boxes.map(() => new Set<number>());
  for (const [a, b] of links) {
    sets[a]?.add(b);
    sets[b]?.add(a);
  }
  return sets.map((set) => [...set]);
}

/** The parts that hang together, the largest first. */
function parts(near: number[][]): number[][] {
  const part = new Int32Array(near.length).fill(-1);
  const found: number[][] = [];
  near.forEach((_, start) => {
    if (part[start] !== -1) return;
    const members = [start];
    part[start] = found.length;
    for (const at of members)
      for (const next of near[at] ?? [])
        if (part[next] === -1) {
          part[next] = found.length;
          members.push(next);
        }
    found.push(members);
  });
  return found.toSorted((a, b) => b.length - a.length);
}

/** Steps from one member to all others of its part. */
function steps(from: number, near: number[][], size: number): Int16Array {
  const found = new Int16Array(size).fill(-1);
  found[from] = 0;
  const queue = [from];
  for (const at of queue)
    for (const next of near[at] ?? [])
      if (found[next] === -1) {
        found[next] = (found[at] ?? 0) + 1;
        queue.push(next);
      }
  return found;
}

type Pairs = { a: Int32Array; b: Int32Array; far: Float64Array };

function pairsOf(members: number[], near: number[][]): Pairs {
  const count = (members.length * (members.length - 1)) / 2;
  const pairs: Pairs = { a: new Int32Array(count), b: new Int32Array(count), far: new Float64Array(count) };
  let at = 0;
  members.forEach((from, place) => {
    const distance = steps(from, near, near.length);
    for (const to of members.slice(place + 1)) {
      pairs.a[at] = from;
      pairs.b[at] = to;
      pairs.far[at] = distance[to] ?? 1;
      at += 1;
    }
  });
  return pairs;
}

function shuffle(order: Int32Array, next: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}

/**
 * Move each pair of a part towards its distance, in ever smaller steps: three million moves for 500 boxes. No
 * `Math.hypot` and no lists taken apart in here, they cost another half of the time.
 */
function settle(members: number[], near: number[][], x: Float64Array, y: Float64Array): void {
  const next = numbers(members.length);
  const spread = Math.sqrt(members.length);
  for (const at of members) {
    x[at] = (next() - 0.5) * spread;
    y[at] = (next() - 0.5) * spread;
  }
  const { a, b, far } = pairsOf(members, near);
  const longest = far.reduce((most, each) => Math.max(most, each), 1);
  const order = Int32Array.from(far.keys());
  const cooling = Math.log(0.05 / longest ** 2) / (ROUNDS - 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const rate = longest ** 2 * Math.exp(cooling * round);
    shuffle(order, next);
    for (const pair of order) {
      const i = a[pair] ?? 0;
      const j = b[pair] ?? 0;
      const wanted = far[pair] ?? 1;
      const dx = (x[i] ?? 0) - (x[j] ?? 0);
      const dy = (y[i] ?? 0) - (y[j] ?? 0);
      const length = Math.sqrt(dx * dx + dy * dy) || 1e-6;
      const move = (Math.min(1, rate / wanted ** 2) * (length - wanted)) / 2 / length;
      x[i] = (x[i] ?? 0) - move * dx;
      y[i] = (y[i] ?? 0) - move * dy;
      x[j] = (x[j] ?? 0) + move * dx;
      y[j] = (y[j] ?? 0) + move * dy;
    }
  }
}

/** Push overlapping boxes of a part apart, along the shorter way. Whether none is left. */
function separate(members: number[], { boxes }: Graph, x: Float64Array, y: Float64Array): boolean {
  const sorted = [...members];
  for (let round = 0; round < PUSHES; round += 1) {
    let moved = false;
    sorted.sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0) || a - b);
    const widest = Math.max(...sorted.map((at) => boxes[at]?.width ?? 0)) + GAP;
    for (let first = 0; first < sorted.length; first += 1) {
      const i = sorted[first] ?? 0;
      for (let second = first + 1; second < sorted.length; second += 1) {
        const j = sorted[second] ?? 0;
        const dx = (x[j] ?? 0) - (x[i] ?? 0);
        if (dx > widest) break;
        const dy = (y[j] ?? 0) - (y[i] ?? 0);
        const overX = ((boxes[i]?.width ?? 0) + (boxes[j]?.width ?? 0)) / 2 + GAP - Math.abs(dx);
        const overY = ((boxes[i]?.height ?? 0) + (boxes[j]?.height ?? 0)) / 2 + GAP - Math.abs(dy);
        if (overX <= 0.01 || overY <= 0.01) continue;
        moved = true;
        if (overX < overY) {
          const push = (overX / 2) * (dx < 0 ? -1 : 1);
          x[i] = (x[i] ?? 0) - push;
          x[j] = (x[j] ?? 0) + push;
        } else {
          const push = (overY / 2) * (dy < 0 ? -1 : 1);
          y[i] = (y[i] ?? 0) - push;
          y[j] = (y[j] ?? 0) + push;
        }
      }
    }
    if (!moved) return true;
  }
  return false;
}

function scale(members: number[], x: Float64Array, y: Float64Array, wide: number, high: number): void {
  for (const at of members) {
    x[at] = (x[at] ?? 0) * wide;
    y[at] = (y[at] ?? 0) * high;
  }
}

/** Room for all boxes of a part, then none on another: what is too close is drawn larger, which ends it. */
function spread(members: number[], graph: Graph, x: Float64Array, y: Float64Array): void {
  const reach = (line: Float64Array) => {
    const values = members.map((at) => line[at] ?? 0);
    return Math.max(1, Math.max(...values) - Math.min(...values));
  };
  const area = members.reduce((sum, at) => {
    const box = graph.boxes[at];
    return sum + ((box?.width ?? 0) + GAP) * ((box?.height ?? 0) + GAP);
  }, 0);
  const wanted = Math.sqrt((ROOM * area) / (reach(x) * reach(y)));
  if (wanted > 1 && members.length > 2) scale(members, x, y, wanted, wanted);
  for (let time = 0; time < MOST_TIMES; time += 1) {
    if (separate(members, graph, x, y)) return;
    scale(members, x, y, LARGER, LARGER);
  }
}

/** Each box by its center. */
export function laidOut(graph: Graph): Place {
  const near = neighbors(graph);
  const x = new Float64Array(graph.boxes.length);
  const y = new Float64Array(graph.boxes.length);
  const place: Place = {};
  let [left, top, tallest] = [0, 0, 0];
  const found = parts(near);
  for (const members of found) {
    settle(members, near, x, y);
    scale(members, x, y, LENGTH * WIDER, LENGTH * 0.75);
    spread(members, graph, x, y);
    const edges = members.map((at) => ({
      left: (x[at] ?? 0) - (graph.boxes[at]?.width ?? 0) / 2,
      right: (x[at] ?? 0) + (graph.boxes[at]?.width ?? 0) / 2,
      top: (y[at] ?? 0) - (graph.boxes[at]?.height ?? 0) / 2,
      bottom: (y[at] ?? 0) + (graph.boxes[at]?.height ?? 0) / 2,
    }));
    const own = {
      left: Math.min(...edges.map((edge) => edge.left)),
      right: Math.max(...edges.map((edge) => edge.right)),
      top: Math.min(...edges.map((edge) => edge.top)),
      bottom: Math.max(...edges.map((edge) => edge.bottom)),
    };
    const row = Math.max(1400, Math.sqrt(graph.boxes.length) * 260);
    if (left > 0 && left + own.right - own.left > row) [left, top, tallest] = [0, top + tallest, 0];
    for (const at of members) {
      const box = graph.boxes[at];
      if (box === undefined) continue;
      const { id, width, height } = box;
      place[id] = { width, height, x: (x[at] ?? 0) - own.left + left, y: (y[at] ?? 0) - own.top + top };
    }
    left += own.right - own.left + BETWEEN_PARTS;
    tallest = Math.max(tallest, own.bottom - own.top + BETWEEN_PARTS);
  }
  return place;
}
