/** Work items as a tree of rows: parts under what they belong to, with what is done of them. Pure. */

export type Items = {
  key: string[];
  title: string[];
  kind: string[];
  status: string[];
  category: string[];
  assignee: string[];
  points: (number | null)[];
  parent: string[];
  workstream: string[];
  service_class: string[];
};

/** What is below an item: its parts at the ends of the tree, and their points. */
export type Roll = { parts: number; done: number; points: number; donePoints: number };
export type GroupBy = 'tree' | 'none' | 'status' | 'assignee' | 'workstream' | 'kind';
export type Row =
  | { type: 'item'; at: number; level: number; open: boolean | null; match: boolean }
  | { type: 'group'; id: string; count: number; done: number; open: boolean };

export type Tree = { children: number[][]; roots: number[]; roll: Roll[] };

const nothing = (): Roll => ({ parts: 0, done: 0, points: 0, donePoints: 0 });

/** Who is below whom. An item whose parent is not there, or that is its own ancestor, stands at the top. */
export function treeOf(items: Items): Tree {
  const index = new Map(items.key.map((key, at) => [key, at] as const));
  const parents = items.parent.map((key, at) => {
    const found = key === '' ? undefined : index.get(key);
    return found === undefined || found === at ? -1 : found;
  });
  const state = new Uint8Array(parents.length); // 1: on the way, 2: leads to a root
  for (let start = 0; start < parents.length; start += 1) {
    const way: number[] = [];
    let at = start;
    while (at >= 0 && state[at] === 0) {
      state[at] = 1;
      way.push(at);
      at = parents[at] ?? -1;
    }
    if (at >= 0 && state[at] === 1) parents[at] = -1;
    for (const each of way) state[each] = 2;
  }
  const children: number[][] = parents.map(() => []);
  const roots: number[] = [];
  parents.forEach((parent, at) => (parent < 0 ? roots : (children[parent] ?? roots)).push(at));
  return { children, roots, roll: rolled(items, children, roots) };
}

function rolled(items: Items, children: number[][], roots: number[]): Roll[] {
  const roll = children.map(nothing);
  const order = [...roots];
  for (const at of order) for (const child of children[at] ?? []) order.push(child);
  for (const at of order.toReversed()) {
    const own = roll[at];
    const below = children[at] ?? [];
    if (own === undefined) continue;
    for (const child of below) {
      const leaf = (children[child] ?? []).length === 0;
      const done = items.category[child] === 'done';
      const points = items.points[child] ?? 0;
      const add = leaf
        ? { parts: 1, done: Number(done), points, donePoints: done ? points : 0 }
        : (roll[child] ?? nothing());
      own.parts += add.parts;
      own.done += add.done;
      own.points += add.points;
      own.donePoints += add.donePoints;
    }
  }
  return roll;
}

export type Wanted = {
  text: string;
  category: string;
  assignee: string;
  kind: string;
  workstream: string;
  blocked: ReadonlySet<string> | null;
};

/** Which items fit all that is asked; null where nothing is asked. */
export function matches(items: Items, wanted: Wanted): Uint8Array | null {
  const text = wanted.text.trim().toLocaleLowerCase();
  const asked =
    text !== '' || wanted.category || wanted.assignee || wanted.kind || wanted.workstream || wanted.blocked;
  if (!asked) return null;
  return Uint8Array.from(items.key, (key, at) =>
    Number(
      (text === '' || `${key} ${items.title[at]}`.toLocaleLowerCase().includes(text)) &&
        (wanted.category === '' || items.category[at] === wanted.category) &&
        (wanted.assignee === '' || items.assignee[at] === wanted.assignee) &&
        (wanted.kind === '' || items.kind[at] === wanted.kind) &&
        (wanted.workstream === '' || items.workstream[at] === wanted.workstream) &&
        (wanted.blocked === null || wanted.blocked.has(key)),
    ),
  );
}

/** The rows to show: as a tree (with the ancestors of what fits), flat, or in groups. ``closed`` are keys or group ids. */
export function rowsOf(
  items: Items,
  tree: Tree,
  fits: Uint8Array | null,
  by: GroupBy,
  closed: ReadonlySet<string>,
): Row[] {
  if (by === 'tree') return treeRows(items, tree, fits, closed);
  const all = items.key.map((_key, at) => at).filter((at) => fits === null || fits[at] === 1);
  const flat = (at: number): Row => ({ type: 'item', at, level: 1, open: null, match: true });
  if (by === 'none') return all.map(flat);
  const groups = new Map<string, number[]>();
  for (const at of all) {
    const id = items[by][at] ?? '';
    const group = groups.get(id);
    if (group) group.push(at);
    else groups.set(id, [at]);
  }
  return [...groups.keys()]
    .toSorted((a, b) => Number(a === '') - Number(b === '') || a.localeCompare(b))
    .flatMap((id) => {
      const group = groups.get(id) ?? [];
      const open = !closed.has(id);
      const done = group.filter((at) => items.category[at] === 'done').length;
      const head: Row = { type: 'group', id, count: group.length, done, open };
      return open ? [head, ...group.map(flat)] : [head];
    });
}

function treeRows(items: Items, tree: Tree, fits: Uint8Array | null, closed: ReadonlySet<string>): Row[] {
  const wanted = fits === null ? null : withAncestors(tree, fits);
  const rows: Row[] = [];
  const stack = tree.roots.toReversed().map((at) => ({ at, level: 1 }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { at, level } = next;
    if (wanted !== null && wanted[at] !== 1) continue;
    const below = tree.children[at] ?? [];
    const open = below.length === 0 ? null : fits !== null || !closed.has(items.key[at] ?? '');
    rows.push({ type: 'item', at, level, open, match: fits === null || fits[at] === 1 });
    if (open) for (const child of below.toReversed()) stack.push({ at: child, level: level + 1 });
  }
  return rows;
}

function withAncestors(tree: Tree, fits: Uint8Array): Uint8Array {
  const wanted = Uint8Array.from(fits);
  const order = [...tree.roots];
  for (const at of order) for (const child of tree.children[at] ?? []) order.push(child);
  for (const at of order.toReversed())
    if ((tree.children[at] ?? []).some((child) => wanted[child] === 1)) wanted[at] = 1;
  return wanted;
}
