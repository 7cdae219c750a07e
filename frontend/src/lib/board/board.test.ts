import { describe, expect, it } from 'vitest';
import { ageOf } from './ages';
import { cardsOf, everything, filtered, NOBODY } from './cards';
import type { CardColumns } from './cards';
import { LANE_HEAD, lanesOf, neighbor, slotAt, spotOf, STEP, visible } from './lanes';
import { moved, moveTo } from './moves';

function columns(rows: [key: string, status: string, more?: Partial<Record<string, string>>][]): CardColumns {
  const of = (name: string, usual = '') => rows.map(([, , more]) => more?.[name] ?? usual);
  return {
    key: rows.map(([key]) => key),
    title: of('title', '<b>Moor</b>'),
    kind: of('kind', 'task'),
    status: rows.map(([, status]) => status),
    assignee: of('assignee'),
    priority: of('priority'),
    due: rows.map(() => null),
    points: rows.map(() => null),
    parent: of('parent'),
    workstream: of('workstream'),
    service_class: of('service_class', 'standard'),
    sprint: of('sprint'),
    started: rows.map(([, , more]) => more?.started ?? null),
    created: rows.map(([, , more]) => more?.created ?? null),
    version: rows.map(() => 1),
    own: rows.map(() => true),
  };
}

const states = [['To do'], ['Doing', 'Review'], ['Done']];
const names = {
  classOf: (one: string) => one,
  parentOf: (key: string) => key,
  nobody: 'Nobody',
  none: 'None',
};
const given = columns([
  ['A', 'To do', { assignee: 'Ada', started: '2026-03-01T10:00:00Z' }],
  ['B', 'To do', { service_class: 'expedite' }],
  ['C', 'Review', { assignee: 'Ben', kind: 'bug' }],
  ['D', 'Doing', { assignee: 'Ada' }],
  ['E', 'Elsewhere'],
]);
const plain = lanesOf(cardsOf(given), states, 'none', names);
const keys = (lane: (typeof plain)[number] | undefined) =>
  lane?.cells.map((cell) => cell.map((card) => card.key));

describe('lanes', () => {
  it('puts each card into the cell of its state, in order', () => {
    expect(keys(plain[0])).toEqual([['A', 'B'], ['C', 'D'], []]);
  });
  it('makes a lane for each person, those without last', () => {
    const lanes = lanesOf(cardsOf(given), states, 'assignee', names);
    expect(lanes.map((lane) => lane.title)).toEqual(['Ada', 'Ben', 'Nobody']);
    expect(keys(lanes[0])).toEqual([['A'], ['D'], []]);
    expect(lanes[1]?.top).toBe(lanes[0]?.height);
    expect(lanes[0]?.head).toBe(LANE_HEAD);
  });
  it('puts what is urgent first', () => {
    const lanes = lanesOf(cardsOf(given), states, 'class', names);
    expect(lanes.map((lane) => lane.id)).toEqual(['expedite', 'standard']);
  });
  it('has one lane also without cards', () => {
    expect(lanesOf([], states, 'none', names)).toHaveLength(1);
    expect(lanesOf([], states, 'assignee', names)).toHaveLength(0);
  });
  it('draws what is in the window and a little more', () => {
    const many = columns(Array.from({ length: 2000 }, (_, n) => [`K-${n}`, 'To do']));
    const lane = lanesOf(cardsOf(many), states, 'none', names)[0];
    if (lane === undefined) throw new Error('no lane');
    for (const top of [0, 12_345, 150_000]) {
      const { from, to } = visible(lane, 2000, { top, bottom: top + 900, flying: false });
      expect(from * STEP).toBeLessThanOrEqual(top);
      expect(to * STEP).toBeGreaterThanOrEqual(top + 900);
      expect(to - from).toBeLessThan(30);
    }
    expect(visible(lane, 2000, { top: 500_000, bottom: 500_900, flying: false })).toEqual({ from: 0, to: 0 });
    const top = 8 + 40 * STEP;
    expect(visible(lane, 2000, { top, bottom: top + 3 * STEP, flying: true })).toEqual({ from: 40, to: 43 });
  });
});

describe('the keyboard', () => {
  it('walks over cards, columns and lanes, and stops at the edges', () => {
    expect(neighbor(plain, 'A', 'down')).toBe('B');
    expect(neighbor(plain, 'B', 'right')).toBe('D');
    expect(neighbor(plain, 'D', 'right')).toBe('D');
    expect(neighbor(plain, 'C', 'left')).toBe('A');
    const lanes = lanesOf(cardsOf(given), states, 'assignee', names);
    expect(neighbor(lanes, 'A', 'down')).toBe('B');
    expect(neighbor(lanes, 'B', 'up')).toBe('A');
    expect(neighbor(plain, 'D', 'first')).toBe('C');
  });
  it('finds a card, or not', () => {
    expect(spotOf(plain, 'D')).toEqual({ lane: 0, column: 1, index: 1 });
    expect(spotOf(plain, 'E')).toBeNull();
  });
});

describe('moves', () => {
  it('stands ahead of the card at the slot, else behind the last', () => {
    const at = (column: number, index: number) =>
      moveTo(plain, states, 'none', 'A', { lane: 0, column, index });
    expect(at(1, 1)).toEqual({ key: 'A', state: 'Doing', before: 'D', set: {} });
    expect(at(1, 2)).toEqual({ key: 'A', state: 'Doing', after: 'D', set: {} });
    expect(at(2, 0)).toEqual({ key: 'A', state: 'Done', set: {} });
    expect(at(0, 2)).toEqual({ key: 'A', state: 'To do', after: 'B', set: {} });
  });
  it('is none where nothing would change', () => {
    expect(moveTo(plain, states, 'none', 'A', { lane: 0, column: 0, index: 0 })).toBeNull();
    expect(moveTo(plain, states, 'none', 'A', { lane: 0, column: 0, index: 1 })).toBeNull();
  });
  it('keeps a state that the column has', () => {
    expect(moveTo(plain, states, 'none', 'C', { lane: 0, column: 1, index: 2 })?.state).toBe('Review');
  });
  it('takes over what the lane asks', () => {
    const lanes = lanesOf(cardsOf(given), states, 'assignee', names);
    const move = moveTo(lanes, states, 'assignee', 'A', { lane: 1, column: 1, index: 0 });
    expect(move?.set).toEqual({ assignee: 'Ben' });
    expect(moveTo(lanes, states, 'assignee', 'A', { lane: 2, column: 0, index: 0 })?.set).toEqual({
      assignee: null,
    });
  });
  it('shows at once what the server will say', () => {
    const after = moved(given, { key: 'A', state: 'Doing', after: 'D', set: { assignee: null } });
    expect(after.key).toEqual(['B', 'C', 'D', 'A', 'E']);
    expect(after.status[3]).toBe('Doing');
    expect(after.assignee[3]).toBe('');
    expect(moved(given, { key: 'A', state: 'Done', set: {} }).key).toEqual(given.key);
    expect(moved(given, { key: 'gone', state: 'Done', set: {} })).toBe(given);
  });
  it('finds the slot under the pointer', () => {
    expect(slotAt(0, 5)).toBe(0);
    expect(slotAt(STEP * 2 + 20, 5)).toBe(2);
    expect(slotAt(STEP * 2 + STEP * 0.7, 5)).toBe(3);
    expect(slotAt(90_000, 5)).toBe(5);
  });
});

describe('filters', () => {
  const found = (more: Partial<typeof everything>) =>
    filtered(cardsOf(given), { ...everything, ...more }, new Set(['D'])).map((card) => card.key);
  it('fit all that is asked', () => {
    expect(found({})).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(found({ text: 'MOOR' })).toHaveLength(5);
    expect(found({ text: 'b' })).toHaveLength(5); // the markup of a title is text
    expect(found({ assignee: 'Ada' })).toEqual(['A', 'D']);
    expect(found({ assignee: NOBODY })).toEqual(['B', 'E']);
    expect(found({ assignee: 'Ada', blocked: true })).toEqual(['D']);
    expect(found({ kind: 'bug', serviceClass: 'expedite' })).toEqual([]);
  });
});

describe('ages', () => {
  const card = cardsOf(given)[0];
  const now = Date.parse('2026-03-10T08:00:00Z');
  const marks = { basis: 'started', items: 40, percentiles: { '50': 4, '70': 6, '85': 9, '95': 20 } };
  it('counts both ends, and says which share it is past', () => {
    if (card === undefined) throw new Error('no card');
    expect(ageOf(card, marks, now)).toEqual({ days: 10, passed: 85 });
    expect(ageOf(card, { ...marks, percentiles: {} }, now)).toEqual({ days: 10, passed: null });
    expect(ageOf(card, { ...marks, basis: 'created' }, now)).toBeNull();
    expect(ageOf(card, undefined, now)).toEqual({ days: 10, passed: null });
  });
});
