import { expect, it } from 'vitest';
import { dayAfter, place } from './timeline';

it('counts days over months, years and the change of the clocks', () => {
  expect(dayAfter('2027-01-04', 0)).toBe('2027-01-04');
  expect(dayAfter('2026-12-30', 5)).toBe('2027-01-04');
  expect(dayAfter('2027-03-27', 2)).toBe('2027-03-29');
});

it('keeps every milestone on its line', () => {
  expect(place(0, 200)).toBe(0);
  expect(place(50, 200)).toBe(25);
  expect(place(300, 200)).toBe(100);
  expect(place(3, 0)).toBe(0);
});
