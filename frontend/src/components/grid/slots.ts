/** Which element shows which record, so that the elements of records that left can show those that came. Pure. */

export type Slots<Id> = {
  /** What the order of the records comes from: where it changes, no element is handed on. */
  scope: unknown;
  ids: readonly Id[];
  /** React key of the element of each record. */
  keys: readonly number[];
  /** The next key that no element has had. */
  fresh: number;
};

export function firstSlots<Id>(ids: readonly Id[], scope: unknown): Slots<Id> {
  return { scope, ids, keys: ids.map((_, i) => i), fresh: ids.length };
}

/**
 * A record that stays keeps its element, and with it the focus. Where fewer than half stay, only `pinned` does. Elements
 * are handed on between two that stay, in order: so none moves in the document, which has the order of the records.
 */
export function nextSlots<Id>(
  before: Slots<Id>,
  ids: readonly Id[],
  scope: unknown,
  pinned: Id | null,
): Slots<Id> {
  const same = before.scope === scope;
  const places = new Map(before.ids.map((id, place) => [id, place]));
  const shared = ids.filter((id) => places.has(id)).length;
  const few = same && shared * 2 < before.ids.length;
  const stays = (id: Id): boolean => places.has(id) && (!few || id === pinned);
  const limits = limitsOf(before, ids, places, stays);
  let { fresh } = before;
  let place = 0;
  const keys = ids.map((id, i) => {
    if (stays(id)) place = places.get(id) ?? place;
    else if (!same || place >= (limits[i] ?? 0)) return fresh++;
    return before.keys[place++] ?? fresh++;
  });
  return { scope, ids, keys, fresh };
}

/** For each record, the place of the next one that stays. */
function limitsOf<Id>(
  before: Slots<Id>,
  ids: readonly Id[],
  places: ReadonlyMap<Id, number>,
  stays: (id: Id) => boolean,
): number[] {
  const limits = new Array<number>(ids.length);
  let limit = before.ids.length;
  for (let i = ids.length - 1; i >= 0; i -= 1) {
    const id = ids[i] as Id;
    if (stays(id)) limit = places.get(id) ?? limit;
    limits[i] = limit;
  }
  return limits;
}
