import { expect, test } from 'vitest';
import { dayOfIso } from '@/lib/plan/data/zone';
import { parseDay } from './parseDay';

const near = dayOfIso('2026-12-10');

test.each([
  ['2026-10-02', '2026-10-02'],
  ['2026-10-02 09:00', '2026-10-02'],
  ['2 Oct', '2026-10-02'],
  ['2 Jan', '2027-01-02'],
  ['Fri 2 October 2026', '2026-10-02'],
  ['2-Oct-2026', '2026-10-02'],
  ['Oct 2, 2026', '2026-10-02'],
  ['29 Feb', '2028-02-29'],
])('%s', (text, iso) => {
  const day = parseDay(text, text === '29 Feb' ? dayOfIso('2027-12-01') : near);
  expect(day).toBe(dayOfIso(iso));
});

test.each(['02/10/2026', '2.10.2026', '10-02', '31 Nov 2026', '2026-02-30', 'soon', ''])('not %s', (text) => {
  expect(parseDay(text, near)).toBeNull();
});
