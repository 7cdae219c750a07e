import { expect, it } from 'vitest';
import { waits } from './queries';

it('a draft waits while something that blocks it is not there yet', () => {
  const point = { text: 'The forecast is of this plan', ok: false, blocking: true };
  expect(waits({ readiness: [point] })).toBe(true);
  expect(waits({ readiness: [{ ...point, ok: true }] })).toBe(false);
  expect(waits({ readiness: [{ ...point, blocking: false }] })).toBe(false);
  expect(waits(undefined)).toBe(false);
});
