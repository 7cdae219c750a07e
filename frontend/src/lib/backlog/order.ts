/** The order of the backlog: what is shown of it, where a dropped item goes, what fits the next weeks. Pure. */

/** As much of the server's backlog as is needed here. */
export type Ranked = {
  items: {
    key: readonly string[];
    title: readonly string[];
    assignee: readonly string[];
    workstream: readonly string[];
    lane: readonly string[];
  };
  methods: Readonly<Record<string, { first: readonly number[]; last: readonly number[] }>>;
  settings: { method?: string | null };
};
type Pace = { workstream: string; sure: number | null; even: number | null };

/** The places of an item under a method: "3", or "3–5" where it shares them; empty without a score. */
export function bandOf(first: number, last: number): string {
  if (first === 0) return '';
  return first === last ? String(first) : `${first}–${last}`;
}

export type Filter = { workstream: string; text: string; unscored: boolean };

/** Numbers of the rows that fit, in the order that holds. */
export function shownRows({ items, methods, settings }: Ranked, filter: Filter): number[] {
  const text = filter.text.trim().toLowerCase();
  const places = methods[settings.method ?? 'wsjf']?.first ?? [];
  return items.key.flatMap((key, at) => {
    if (filter.workstream !== '' && items.workstream[at] !== filter.workstream) return [];
    if (filter.unscored && places[at] !== 0) return [];
    const words = `${key} ${items.title[at] ?? ''} ${items.assignee[at] ?? ''} ${items.lane[at] ?? ''}`;
    return text === '' || words.toLowerCase().includes(text) ? [at] : [];
  });
}

/**
 * Ahead of which item (its key; empty: at the end) one goes that is dropped into a gap between shown rows; null where
 * it stays. Rows that are filtered away stay where they are: behind the last one shown means directly behind it.
 */
export function aheadOf(
  keys: readonly string[],
  rows: readonly number[],
  key: string,
  gap: number,
): string | null {
  const from = rows.findIndex((at) => keys[at] === key);
  if (gap === from || gap === from + 1) return null;
  const next = rows[gap];
  if (next !== undefined) return keys[next] ?? null;
  const last = rows.at(-1) ?? -1;
  return keys.slice(last + 1).find((each) => each !== key) ?? '';
}

export type Fit = 'sure' | 'even' | 'not' | 'unknown';

/** Whether each of the rows (in their order) is done within the weeks of `paces`, by the pace of its own workstream. */
export function fits({ items }: Ranked, paces: { paces: readonly Pace[] } | undefined): Fit[] {
  const known = new Map(paces?.paces.map((pace) => [pace.workstream, pace]) ?? []);
  const count = new Map<string, number>();
  return items.key.map((_key, at) => {
    const stream = items.workstream[at] ?? '';
    const place = (count.get(stream) ?? 0) + 1;
    count.set(stream, place);
    const pace = stream === '' ? undefined : known.get(stream);
    if (pace === undefined || pace.sure === null || pace.even === null) return 'unknown';
    if (place <= pace.sure) return 'sure';
    return place <= pace.even ? 'even' : 'not';
  });
}

type Columns = Readonly<Record<string, unknown>>;

/** The backlog in another order of its items, that of `keys`: what is not among them comes behind. */
export function inOrder<B extends { items: Columns & { key: readonly string[] }; methods: Columns }>(
  backlog: B,
  keys: readonly string[],
): B {
  const place = new Map(backlog.items.key.map((key, at) => [key, at]));
  const known = keys.flatMap((key) => place.get(key) ?? []);
  const wanted = new Set(known);
  const rows = [...known, ...backlog.items.key.flatMap((_key, at) => (wanted.has(at) ? [] : [at]))];
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return rows.map((at): unknown => value[at]);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, moved(each)]));
  };
  return { ...backlog, items: moved(backlog.items), methods: moved(backlog.methods) };
}
