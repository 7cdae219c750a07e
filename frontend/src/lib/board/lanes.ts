/** Where each card stands: lanes from top to bottom, in each a cell for every column. Pure geometry in pixels. */
import type { Card, ServiceClass } from './cards';
import { serviceClasses } from './cards';

export const CARD = 92;
const GAP = 8;
/** From the top of one card to that of the next. */
export const STEP = CARD + GAP;
export const LANE_HEAD = 30;
const PAD = 8;

export type LaneBy = 'none' | 'class' | 'assignee' | 'parent';
export type Lane = { id: string; title: string; cells: Card[][]; top: number; height: number; head: number };
type Names = {
  classOf: (one: ServiceClass) => string;
  parentOf: (key: string) => string;
  nobody: string;
  none: string;
};

/** The cards of ``states`` by column, in the order in which they were given, a lane for each value of ``by``. */
export function lanesOf(
  cards: readonly Card[],
  states: readonly (readonly string[])[],
  by: LaneBy,
  names: Names,
): Lane[] {
  const columnOf = new Map(states.flatMap((each, at) => each.map((state) => [state, at] as const)));
  const cells = new Map<string, Card[][]>();
  const empty = () => states.map((): Card[] => []);
  for (const card of cards) {
    const at = columnOf.get(card.status);
    if (at === undefined) continue;
    const id = laneId(card, by);
    const lane = cells.get(id) ?? empty();
    lane[at]?.push(card);
    cells.set(id, lane);
  }
  if (by === 'none') cells.set('', cells.get('') ?? empty());
  let top = 0;
  return ordered([...cells.keys()], by, names).map((id) => {
    const inside = cells.get(id) ?? empty();
    const rows = Math.max(1, ...inside.map((cell) => cell.length));
    const head = by === 'none' ? 0 : LANE_HEAD;
    const height = head + 2 * PAD + rows * STEP - GAP;
    const lane = { id, title: titleOf(id, by, names), cells: inside, top, height, head };
    top += height;
    return lane;
  });
}

const laneId = (card: Card, by: LaneBy): string =>
  ({ none: '', class: card.serviceClass, assignee: card.assignee, parent: card.parent })[by];

function titleOf(id: string, by: LaneBy, names: Names): string {
  if (by === 'class') return names.classOf(id as ServiceClass);
  if (by === 'assignee') return id || names.nobody;
  return by === 'parent' ? (id ? names.parentOf(id) : names.none) : '';
}

/** Classes by urgency; people and parents by name, those without last. */
function ordered(ids: string[], by: LaneBy, names: Names): string[] {
  if (by === 'class') return serviceClasses.filter((each) => ids.includes(each));
  const title = (id: string) => titleOf(id, by, names);
  return ids.toSorted((a, b) => Number(a === '') - Number(b === '') || title(a).localeCompare(title(b)));
}

export type Range = { from: number; to: number };

const BEYOND = 2;

type Seen = { top: number; bottom: number; flying: boolean };

/** Which cards of a cell to draw while a window is seen: a few more on both sides; in flight no more than that. */
export function visible(lane: Lane, count: number, { top, bottom, flying }: Seen): Range {
  const start = lane.top + lane.head + PAD;
  const first = Math.floor((top - start) / STEP);
  const last = Math.ceil((bottom - start) / STEP);
  const beyond = flying ? 0 : BEYOND;
  const from = Math.max(0, first - beyond);
  const to = Math.min(count, last + beyond);
  return to <= from ? { from: 0, to: 0 } : { from, to };
}

/** The top of a card inside its cell. */
export const topOf = (index: number): number => PAD + index * STEP;

/** Between which cards of a cell a pointer at ``y`` (from the top of the cell) puts one. */
export const slotAt = (y: number, count: number): number =>
  Math.max(0, Math.min(count, Math.round((y - PAD) / STEP)));

export type Spot = { lane: number; column: number; index: number };

export function spotOf(lanes: readonly Lane[], key: string): Spot | null {
  for (const [lane, { cells }] of lanes.entries())
    for (const [column, cell] of cells.entries()) {
      const index = cell.findIndex((card) => card.key === key);
      if (index >= 0) return { lane, column, index };
    }
  return null;
}

type Way = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

/** The card that an arrow leads to; the same one where there is none. */
export function neighbor(lanes: readonly Lane[], key: string, way: Way): string {
  const spot = spotOf(lanes, key);
  if (spot === null) return key;
  const cell = lanes[spot.lane]?.cells[spot.column] ?? [];
  if (way === 'first' || way === 'last') return cell.at(way === 'first' ? 0 : -1)?.key ?? key;
  if (way === 'up' || way === 'down') {
    const step = way === 'up' ? -1 : 1;
    const beside = cell[spot.index + step];
    if (beside) return beside.key;
    for (let lane = spot.lane + step; lanes[lane]; lane += step) {
      const next = lanes[lane]?.cells[spot.column]?.at(way === 'up' ? -1 : 0);
      if (next) return next.key;
    }
    return key;
  }
  const step = way === 'left' ? -1 : 1;
  const cells = lanes[spot.lane]?.cells ?? [];
  for (let column = spot.column + step; cells[column]; column += step) {
    const there = cells[column] ?? [];
    const next = there[Math.min(spot.index, there.length - 1)];
    if (next) return next.key;
  }
  return key;
}
