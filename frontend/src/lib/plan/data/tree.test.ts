import { expect, test } from 'vitest';
import { ancestors, buildTree, flatten, nearestShown, withAncestors } from './tree';

//   0            program
//   ├ 1          stream
//   │ ├ 2, 3     activities
//   └ 4          stream
//     └ 5 ─ 6    summary with one activity
const tree = buildTree([-1, 0, 1, 1, 0, 4, 5]);

test('a tree knows its ends, children and depths', () => {
  expect([...tree.end]).toEqual([7, 4, 3, 4, 7, 7, 7]);
  expect([...tree.children]).toEqual([2, 2, 0, 0, 1, 1, 0]);
  expect([...tree.depth]).toEqual([1, 2, 3, 3, 2, 3, 4]);
});

test('collapsed rows hide what is below them', () => {
  const view = flatten(tree, new Set([1]), null);
  expect([...view.rows]).toEqual([0, 1, 4, 5, 6]);
  expect([...view.position]).toEqual([0, 1, -1, -1, 2, 3, 4]);
});

test('places among siblings count what the filter keeps, also under a collapsed row', () => {
  const mask = withAncestors(tree, Uint8Array.from([0, 0, 0, 1, 0, 0, 1]));
  expect([...mask]).toEqual([1, 1, 0, 1, 1, 1, 1]);
  const view = flatten(tree, new Set([1]), mask);
  expect([...view.rows]).toEqual([0, 1, 4, 5, 6]);
  expect([view.place[3], view.siblings[3]]).toEqual([1, 1]);
  expect([view.place[4], view.siblings[4]]).toEqual([2, 2]);
});

test('a hidden row is represented by its nearest ancestor that shows', () => {
  const view = flatten(tree, new Set([4]), null);
  expect(nearestShown(tree, view, 6)).toBe(4);
  expect(nearestShown(tree, view, 2)).toBe(2);
  expect(ancestors(tree, 6)).toEqual([5, 4, 0]);
});

test('no rows is an empty view', () => {
  expect(flatten(buildTree([]), new Set(), null).rows).toHaveLength(0);
});
