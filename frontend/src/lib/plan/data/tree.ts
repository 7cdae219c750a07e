/** The rows as a tree, and the rows that show when some are collapsed or filtered out. Rows are in display order. */

export type Tree = {
  parent: Int32Array;
  /** One past the last descendant of each row. */
  end: Int32Array;
  /** Children of each row. */
  children: Int32Array;
  /** Depth of each row, 1 at the top. */
  depth: Int32Array;
};

export type View = {
  /** Rows that show, top to bottom. */
  rows: Int32Array;
  /** Position of each row, -1 if it does not show. */
  position: Int32Array;
  /** Place among the siblings that show, from 1, and their number, by row. */
  place: Int32Array;
  siblings: Int32Array;
  /** 1 for rows that pass the filter, collapsed or not; null when nothing is filtered. */
  mask: Uint8Array | null;
};

export function buildTree(parents: ArrayLike<number>): Tree {
  const count = parents.length;
  const parent = Int32Array.from(parents);
  const end = new Int32Array(count);
  const children = new Int32Array(count);
  for (let row = count - 1; row >= 0; row -= 1) {
    end[row] = Math.max(end[row] ?? 0, row + 1);
    const above = parent[row] ?? -1;
    if (above < 0) continue;
    children[above] = (children[above] ?? 0) + 1;
    end[above] = Math.max(end[above] ?? 0, end[row] ?? 0);
  }
  const depth = new Int32Array(count);
  for (let row = 0; row < count; row += 1) depth[row] = (depth[parent[row] ?? -1] ?? 0) + 1;
  return { parent, end, children, depth };
}

/**
 * The rows that show. `mask` (1 shows) must include the ancestors of every row it includes; null shows all.
 * Descendants of a collapsed row do not show, but siblings are counted over the mask.
 */
export function flatten(tree: Tree, collapsed: ReadonlySet<number>, mask: Uint8Array | null): View {
  const count = tree.parent.length;
  const siblings = new Int32Array(count);
  const place = new Int32Array(count);
  const perParent = new Int32Array(count + 1);
  for (let row = 0; row < count; row += 1) {
    if (mask !== null && mask[row] === 0) continue;
    const slot = (tree.parent[row] ?? -1) + 1;
    perParent[slot] = (perParent[slot] ?? 0) + 1;
    place[row] = perParent[slot] ?? 0;
  }
  for (let row = 0; row < count; row += 1) siblings[row] = perParent[(tree.parent[row] ?? -1) + 1] ?? 0;
  return { ...shown(tree, collapsed, mask), place, siblings, mask };
}

function shown(
  tree: Tree,
  collapsed: ReadonlySet<number>,
  mask: Uint8Array | null,
): Pick<View, 'rows' | 'position'> {
  const count = tree.parent.length;
  const rows = new Int32Array(count);
  const position = new Int32Array(count).fill(-1);
  let length = 0;
  for (let row = 0; row < count;) {
    if (mask !== null && mask[row] === 0) {
      row = tree.end[row] ?? row + 1;
      continue;
    }
    position[row] = length;
    rows[length] = row;
    length += 1;
    row = collapsed.has(row) ? (tree.end[row] ?? row + 1) : row + 1;
  }
  return { rows: rows.slice(0, length), position };
}

/** Ancestors of a row, nearest first. */
export function ancestors(tree: Tree, row: number): number[] {
  const above: number[] = [];
  for (let at = tree.parent[row] ?? -1; at >= 0; at = tree.parent[at] ?? -1) above.push(at);
  return above;
}

/** The row itself if it shows, else its nearest ancestor that does, else -1. */
export function nearestShown(tree: Tree, view: View, row: number): number {
  let at = row;
  while (at >= 0 && (view.position[at] ?? -1) < 0) at = tree.parent[at] ?? -1;
  return at;
}

/** The mask with every ancestor of an included row included too. */
export function withAncestors(tree: Tree, mask: Uint8Array): Uint8Array {
  const wide = mask.slice();
  for (let row = wide.length - 1; row >= 0; row -= 1) {
    const above = tree.parent[row] ?? -1;
    if (wide[row] === 1 && above >= 0) wide[above] = 1;
  }
  return wide;
}
