import { expect, it } from 'vitest';
import { byDay } from './days';

it('groups by the day that was written, in order', () => {
  const entries = ['2026-09-18T08:00:00+02:00', '2026-09-18T00:10:00+02:00', '2026-09-17T23:59:00+02:00'].map(
    (at) => ({ at }),
  );
  expect(byDay(entries).map(([day, list]) => [day, list.length])).toEqual([
    ['2026-09-18', 2],
    ['2026-09-17', 1],
  ]);
});
