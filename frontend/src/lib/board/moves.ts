/** What putting a card somewhere means. Pure. */
import type { CardColumns } from './cards';
import type { Lane, LaneBy, Spot } from './lanes';

/** ``before`` or ``after`` is the key that it stands beside; ``set`` what the lane asks of it. */
export type Move = {
  key: string;
  state: string;
  before?: string;
  after?: string;
  set: Record<string, string | null>;
};

/** The move that puts a card into a slot (an index between cards) of a cell; null where nothing would change. */
export function moveTo(
  lanes: readonly Lane[],
  states: readonly (readonly string[])[],
  by: LaneBy,
  key: string,
  spot: Spot,
): Move | null {
  const lane = lanes[spot.lane];
  const from = lanes.flatMap(({ cells }) => cells.flat()).find((card) => card.key === key);
  const names = states[spot.column];
  if (lane === undefined || from === undefined || names?.[0] === undefined) return null;
  const cell = lane.cells[spot.column] ?? [];
  const at = cell.findIndex((card) => card.key === key);
  if (at >= 0 && (spot.index === at || spot.index === at + 1)) return null;
  const ahead = cell[spot.index];
  const behind = cell[spot.index - 1];
  const state = names.includes(from.status) ? from.status : names[0];
  const beside = ahead ? { before: ahead.key } : behind ? { after: behind.key } : {};
  return { key, state, ...beside, set: asked(lane, by, from.key) };

  function asked({ id, cells }: Lane, lanesBy: LaneBy, moved: string): Record<string, string | null> {
    if (lanesBy === 'none' || cells.some((each) => each.some((card) => card.key === moved))) return {};
    if (lanesBy === 'class') return { service_class: id };
    return { [lanesBy]: id || null };
  }
}

/** The columns as they will be once the server has done it. */
export function moved(columns: CardColumns, move: Move): CardColumns {
  const at = columns.key.indexOf(move.key);
  if (at < 0) return columns;
  const order = columns.key.map((_key, index) => index).filter((index) => index !== at);
  const beside = move.before ?? move.after;
  const place = order.findIndex((index) => columns.key[index] === beside);
  order.splice(place < 0 ? at : move.before ? place : place + 1, 0, at);
  const pick = <T>(values: readonly T[]): T[] => order.map((index) => values[index] as T);
  const put = <T>(values: readonly T[], value: T | undefined): T[] =>
    value === undefined ? pick(values) : pick(values.map((each, index) => (index === at ? value : each)));
  const text = (name: string) => (name in move.set ? (move.set[name] ?? '') : undefined);
  return {
    key: pick(columns.key),
    title: pick(columns.title),
    kind: pick(columns.kind),
    status: put(columns.status, move.state),
    assignee: put(columns.assignee, text('assignee')),
    priority: pick(columns.priority),
    due: pick(columns.due),
    points: pick(columns.points),
    parent: put(columns.parent, text('parent')),
    workstream: pick(columns.workstream),
    service_class: put(columns.service_class, text('service_class')),
    sprint: pick(columns.sprint),
    started: pick(columns.started),
    created: pick(columns.created),
    version: pick(columns.version),
    own: pick(columns.own),
  };
}
