import { describe, expect, it } from 'vitest';
import { changesOf, layOut, readCell, readNumber } from './cells';
import type { InputField } from './cells';
import { aheadOf, bandOf, fits, inOrder, shownRows } from './order';

const size: InputField = {
  id: 'size',
  label: 'Job size',
  kind: 'number',
  least: 0,
  most: 100,
  above: true,
};
const value: InputField = { ...size, id: 'value', above: false };
const moscow: InputField = {
  id: 'moscow',
  label: 'MoSCoW',
  kind: 'choice',
  choices: ['must', 'should', 'could', 'wont'],
};

describe('what is typed', () => {
  it.each([
    ['1,200', 1200],
    ['0,5', 0.5],
    ['80 %', 80],
    ['1.5', 1.5],
    ['1,234,567', 1234567],
    ["1'000", 1000],
    ['-3', -3],
  ])('%s is %d', (text, expected) => expect(readNumber(text)).toBe(expected));

  it.each(['', 'abc', '1e999', '=1+1', '0x10', '1_000'])('%s is no number', (text) =>
    expect(readNumber(text)).toBeNull(),
  );

  it('keeps to the ends of its field', () => {
    expect(readCell(size, '3')).toEqual({ value: 3 });
    expect(readCell(size, ' ')).toEqual({ value: null });
    expect(readCell(size, '0')).toEqual({ error: { kind: 'above', least: 0, most: 100 } });
    expect(readCell(value, '0')).toEqual({ value: 0 });
    expect(readCell(value, '101')).toEqual({ error: { kind: 'range', least: 0, most: 100 } });
    expect(readCell(value, 'much')).toEqual({ error: { kind: 'number' } });
    expect(readCell({ ...value, kind: 'date' }, '2026-13-40')).toEqual({ error: { kind: 'date' } });
    expect(readCell({ ...value, kind: 'date' }, '2026-10-02')).toEqual({ value: '2026-10-02' });
  });

  it('takes a class in short', () => {
    expect(readCell(moscow, 'M')).toEqual({ value: 'must' });
    expect(readCell(moscow, "Won't")).toEqual({ value: 'wont' });
    expect(readCell(moscow, 'perhaps')).toHaveProperty('error.kind', 'choice');
  });
});

describe('a pasted block', () => {
  it('is laid right and down, and what lies beyond is counted', () => {
    const laid = layOut(
      [
        ['3', '5', '9'],
        ['8', 'big', ''],
      ],
      ['A', 'B'],
      [value, size],
      { row: 0, field: 0 },
    );
    expect(laid.beyond).toBe(1);
    expect(laid.cells.map(({ key, field, text }) => `${key} ${field} ${text}`)).toEqual([
      'A value 3',
      'A size 5',
      'B value 8',
      'B size big',
    ]);
    expect(changesOf(laid.cells, (key) => (key === 'A' ? 2 : null))).toEqual([
      { key: 'A', set: { value: 3, size: 5 }, seen: { value: 2, size: 2 } },
      { key: 'B', set: { value: 8 }, seen: { value: null } },
    ]);
  });

  it('leaves rows below the last out', () =>
    expect(layOut([['1'], ['2'], ['3']], ['A'], [value], { row: 0, field: 0 }).beyond).toBe(2));
});

const keys = ['A', 'B', 'C', 'D'];
const backlog = {
  items: {
    key: keys,
    title: ['Dredge', 'Moor', 'Paint', 'Think'],
    assignee: ['', 'Ada', '', ''],
    workstream: ['quay', 'quay', 'crane', 'quay'],
    lane: ['quay', 'quay', 'crane', 'quay'],
  },
  methods: { wsjf: { first: [1, 2, 2, 0], last: [1, 3, 3, 0] } },
  settings: { method: 'wsjf' },
};
const every = { workstream: '', text: '', unscored: false };

describe('the order', () => {
  it('shows shared places', () => {
    expect([bandOf(0, 0), bandOf(3, 3), bandOf(3, 5)]).toEqual(['', '3', '3–5']);
  });

  it('is filtered', () => {
    expect(shownRows(backlog, every)).toEqual([0, 1, 2, 3]);
    expect(shownRows(backlog, { ...every, workstream: 'quay' })).toEqual([0, 1, 3]);
    expect(shownRows(backlog, { ...every, text: 'ada' })).toEqual([1]);
    expect(shownRows(backlog, { ...every, unscored: true })).toEqual([3]);
  });

  it('puts a dropped item ahead of the one below the gap', () => {
    expect(aheadOf(keys, [0, 1, 2, 3], 'C', 0)).toBe('A');
    expect(aheadOf(keys, [0, 1, 2, 3], 'A', 2)).toBe('C');
    expect(aheadOf(keys, [0, 1, 2, 3], 'A', 4)).toBe('');
    expect(aheadOf(keys, [0, 1, 2, 3], 'B', 1)).toBeNull();
    expect(aheadOf(keys, [0, 1, 2, 3], 'B', 2)).toBeNull();
  });

  it('puts an item behind the last that is shown, not behind all', () => {
    expect(aheadOf(keys, [0, 1], 'A', 2)).toBe('C');
    expect(aheadOf(keys, [0, 3], 'A', 2)).toBe('');
  });

  it('holds still while somebody types, with what is new at the end', () => {
    const held = inOrder({ ...backlog, items: { ...backlog.items, inputs: { size: [1, 2, 3, 4] } } }, [
      'gone',
      'C',
      'A',
    ]);
    expect(held.items.key).toEqual(['C', 'A', 'B', 'D']);
    expect(held.items.inputs.size).toEqual([3, 1, 2, 4]);
    expect(held.methods.wsjf.first).toEqual([2, 1, 2, 0]);
  });

  it('fits by the pace of each workstream', () => {
    const paces = { paces: [{ workstream: 'quay', sure: 1, even: 2 }] };
    expect(fits(backlog, paces)).toEqual(['sure', 'even', 'unknown', 'not']);
    expect(fits(backlog, undefined)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });
});
