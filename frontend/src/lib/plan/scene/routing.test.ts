import { expect, test } from 'vitest';
import { distanceTo, endsOf, headPath, route, routePath, type End } from './routing';

const bar = (left: number, right: number, y: number): End => ({ left, right, y, half: 6, milestone: false });
const diamond = (x: number, y: number): End => ({ left: x - 4, right: x + 4, y, half: 6, milestone: true });
const turns = (kind: string, from: End, to: End): number => route(kind, from, to).points.length - 2;

test('finish to start leaves the finish, turns once and drops inside the start', () => {
  expect(route('FS', bar(10, 50, 13), bar(50, 80, 41))).toEqual({ points: [[50, 13], [53, 13], [53, 32.5]], heading: 'down' }); // prettier-ignore
});

test('it drops on the middle of a milestone, straight where it stands under the bar', () => {
  expect(route('FS', bar(10, 50, 13), diamond(48, 41)).points).toEqual([[48, 19], [48, 32.5]]); // prettier-ignore
});

test('an arrow upwards arrives from below', () => {
  const up = route('FS', bar(10, 50, 97), bar(70, 90, 13));
  expect(up.heading).toBe('up');
  expect(up.points.at(-1)).toEqual([73, 21.5]);
});

test.each([
  ['FS', bar(0, 20, 13), bar(40, 60, 41)],
  ['SS', bar(40, 60, 13), bar(10, 90, 41)],
  ['SS', bar(10, 60, 13), bar(40, 90, 41)],
  ['FF', bar(0, 20, 13), bar(10, 60, 41)],
  ['FF', bar(0, 60, 13), bar(10, 30, 41)],
  ['SF', bar(50, 60, 13), bar(10, 30, 41)],
])('%s turns once', (kind, from, to) => {
  expect(turns(kind, from, to)).toBe(1);
});

test('start to a later start arrives from the left, finish to an earlier finish from the right', () => {
  expect(route('SS', bar(10, 60, 13), bar(40, 90, 41)).heading).toBe('right');
  expect(route('FF', bar(0, 60, 13), bar(10, 30, 41)).heading).toBe('left');
});

test('a successor far before its predecessor is reached round between the rows', () => {
  const { points } = route('FS', bar(50, 80, 13), bar(0, 10, 69));
  expect(points).toHaveLength(5);
  expect(points.every(([, y], i) => i === 0 || y !== 69)).toBe(true);
});

test('the ends of an arrow stay within their rows, and only the second has a head', () => {
  const far = bar(50, 80, 2813);
  const [leaving, arriving] = endsOf(route('FS', bar(10, 50, 13), far), 13, 2813, 14);
  expect(leaving?.points).toEqual([[50, 13], [53, 13], [53, 27]]); // prettier-ignore
  expect(arriving?.points).toEqual([[53, 2799], [53, 2804.5]]); // prettier-ignore
  expect([leaving, arriving].map((piece) => piece && headPath(piece) !== '')).toEqual([false, true]);
});

test('paths round their corners and heads point along', () => {
  const way = route('FS', bar(0, 20, 13), bar(40, 60, 41));
  expect(routePath(way)).toBe('M20 13L41 13Q43 13 43 15L43 32.5');
  expect(headPath(way)).toContain('l-2.8 4.2z');
});

test('distance is measured to the nearest stretch', () => {
  const way = route('FS', bar(0, 20, 13), bar(40, 60, 41));
  expect(distanceTo(way, 30, 16)).toBe(3);
  expect(distanceTo(way, 43, 25)).toBe(0);
});
