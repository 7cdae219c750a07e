import { describe, expect, it } from 'vitest';
import { labelled, stepPath, ticks, timeAxis } from './axis';

describe('time axis', () => {
  it('places days in proportion and marks the first of each month', () => {
    const axis = timeAxis('2026-12-01', '2027-01-31', 610);
    expect(axis.x('2026-12-01')).toBe(0);
    expect(axis.x('2027-01-31')).toBe(610);
    expect(axis.months.map(({ at }) => Math.round(at))).toEqual([0, 310]);
  });

  it('marks years where months would not fit', () => {
    const axis = timeAxis('2015-11-10', '2020-06-01', 500);
    expect(axis.months.map(({ ms }) => new Date(ms).toISOString().slice(0, 10))).toEqual([
      '2016-01-01',
      '2017-01-01',
      '2018-01-01',
      '2019-01-01',
      '2020-01-01',
    ]);
    expect([axis.years, timeAxis('2026-01-01', '2027-01-01', 500).years]).toEqual([true, false]);
  });

  it('survives an axis of no length', () => {
    expect(Number.isFinite(timeAxis('2026-12-01', '2026-12-01', 100).x('2026-12-01'))).toBe(true);
  });

  it('drops labels that would collide', () => {
    const months = [0, 20, 50, 120].map((at) => ({ at, ms: Date.UTC(2026, 5, 1) }));
    expect(labelled(months, 40).map(({ at }) => at)).toEqual([0, 50, 120]);
  });
});

it('rounds ticks up to the largest value', () => {
  expect(ticks(21.6)).toEqual([0, 10, 20, 30]);
  expect(ticks(18)).toEqual([0, 5, 10, 15, 20]);
  expect(ticks(0)).toEqual([0]);
});

it('draws steps, never slopes', () => {
  expect(
    stepPath([
      [0, 10],
      [5, 8],
    ]),
  ).toBe('M0.0 10.0H5.0V8.0');
});
