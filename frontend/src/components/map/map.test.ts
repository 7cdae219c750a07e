import { expect, test } from 'vitest';
import type { MapNode } from '@/api/types';
import { arrow, border, fitted, graphOf, largest, nearest, revealed, thickness, zoomed } from './shape';
import type { Graph, Place } from './shape';
import { laidOut } from './stress';

const box = (x: number, y: number) => ({ x, y, width: 100, height: 40 });

function ring(size: number, apart = 0): Graph {
  const boxes = Array.from({ length: size + apart }, (_, at) => ({ id: `t${at}`, width: 120, height: 44 }));
  const links = Array.from({ length: size }, (_, at) => [at, (at + 1) % size] as [number, number]);
  return { boxes, links };
}

const overlaps = (place: Place): number => {
  const boxes = Object.values(place);
  return boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (b) =>
          Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2,
      ),
  ).length;
};

test('a layout places every box, none on another, the same each time', () => {
  const place = laidOut(ring(40, 5));
  expect(Object.keys(place).length).toBe(45);
  expect(overlaps(place)).toBe(0);
  expect(laidOut(ring(40, 5))).toEqual(place);
});

test('who depends on each other stands nearer than who does not', () => {
  const place = laidOut(ring(24));
  const far = (a: string, b: string) =>
    Math.hypot((place[a]?.x ?? 0) - (place[b]?.x ?? 0), (place[a]?.y ?? 0) - (place[b]?.y ?? 0));
  expect(far('t0', 't1')).toBeLessThan(far('t0', 't6'));
  expect(far('t0', 't6')).toBeLessThan(far('t0', 't12') * 1.6);
});

test('five hundred teams are laid out without an overlap', { timeout: 60_000 }, () => {
  const graph = ring(500);
  graph.links.push(
    ...Array.from({ length: 700 }, (_, at) => [at % 500, (at * 37) % 500] as [number, number]),
  );
  expect(overlaps(laidOut(graph))).toBe(0);
});

test('a graph holds activities to their team and leaves out what is not there', () => {
  const node = (id: string, parent: string | null = null): MapNode => ({
    id,
    kind: parent === null ? 'team' : 'activity',
    key: id,
    title: id,
    parent,
    activities: 0,
    gives: 0,
    takes: 0,
    status: 'on_track',
  });
  const edge = {
    contracts: [],
    links: 1,
    bare: 0,
    shared: 0,
    program: '',
    count: 1,
    status: 'on_track',
    reason: [],
    days: 0,
  } as const;
  const graph = graphOf(
    [node('a'), node('b'), node('x', 'a')],
    [
      { source: 'a', target: 'b', ...edge, contracts: [], reason: [] },
      { source: 'a', target: 'gone', ...edge, contracts: [], reason: [] },
    ],
  );
  expect(graph.links).toEqual([
    [0, 1],
    [0, 2],
  ]);
});

test('a line ends at the border of a box, and two against each other bend apart', () => {
  expect(border(box(0, 0), { x: 200, y: 0 })).toEqual({ x: 50, y: 0 });
  expect(border(box(0, 0), { x: 0, y: -90 })).toEqual({ x: 0, y: -20 });
  expect(arrow(box(0, 0), box(300, 0)).middle.y).toBe(-arrow(box(300, 0), box(0, 0)).middle.y);
  expect(thickness(9)).toBeGreaterThan(thickness(1));
  expect(thickness(10_000)).toBe(7);
});

test('arrows go to the nearest box in their direction', () => {
  const place = { a: box(0, 0), right: box(300, 40), far: box(200, 400), left: box(-300, 0) };
  expect(nearest(place, 'a', 'ArrowRight')).toBe('right');
  expect(nearest(place, 'a', 'ArrowDown')).toBe('far');
  expect(nearest(place, 'left', 'ArrowLeft')).toBeNull();
});

test('the whole map fits, zooming keeps the point under it, and a hidden box is brought in', () => {
  const place = { a: box(0, 0), b: box(1900, 900) };
  const view = fitted(place, 1000, 500);
  expect(view.x + (0 - 50) * view.scale).toBeGreaterThanOrEqual(23.9);
  expect((1900 + 50) * view.scale + view.x).toBeLessThanOrEqual(976.1);
  const about = { x: 200, y: 100 };
  const near = zoomed(view, 2, about);
  expect((about.x - near.x) / near.scale).toBeCloseTo((about.x - view.x) / view.scale);
  const moved = revealed({ x: 0, y: 0, scale: 1 }, place.b, 1000, 500);
  expect(1950 + moved.x).toBeCloseTo(984);
  expect(revealed({ x: 100, y: 100, scale: 1 }, place.a, 1000, 500)).toEqual({ x: 100, y: 100, scale: 1 });
});

test('of two layouts that is taken whose boxes are larger in the room there is', () => {
  const row = { a: box(0, 0), b: box(900, 0) };
  const pile = { a: box(0, 0), b: box(0, 500) };
  expect(largest([row, pile], 1200, 500)).toBe(row);
  expect(largest([row, pile], 700, 600)).toBe(pile);
  expect(largest([row], 10, 10)).toBe(row);
});
