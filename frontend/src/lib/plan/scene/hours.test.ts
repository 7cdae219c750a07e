import { expect, test } from 'vitest';
import { DAY } from '@/lib/plan/data/zone';
import { gaps } from './ground';

test('a day with shifts is closed before, between and after them; a day off is not told here', () => {
  expect(gaps([[540, 720], [780, 1020]])).toEqual([[0, 540], [720, 780], [1020, DAY]]); // prettier-ignore
  expect(gaps([[780, 1020], [540, 720]])).toEqual(gaps([[540, 720], [780, 1020]])); // prettier-ignore
  expect(gaps([[0, DAY]])).toEqual([]);
  expect(gaps([])).toEqual([]);
});
