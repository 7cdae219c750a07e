import { expect, it } from 'vitest';
import { changeValue } from './changes';

const plain = (field: string, value: string | null) =>
  changeValue(field, value, 'Europe/Berlin')?.replace(/\u00a0/g, ' ');

it('writes stored values as people read them', () => {
  expect(plain('progress', '0.15')).toBe('15 %');
  expect(plain('actual_start', '2026-09-14T22:00:00Z')).toBe('15 Sep 2026');
  expect(plain('actual_finish', '2026-09-18T22:00:00Z')).toBe('18 Sep 2026');
  expect(plain('actual_finish', '2026-09-30T22:00:00Z')).toBe('30 Sep 2026');
  expect(plain('actual_finish', '2026-09-18T15:00:00Z')).toBe('Fri 18 Sep 2026, 17:00');
  expect(plain('delivered', '2026-09-14')).toBe('14 Sep 2026');
  expect(plain('promises', '2026-09-25, 2026-10-02')).toBe('25 Sep 2026, 2 Oct 2026');
  expect(plain('duration', '8 d')).toBe('8 d');
  expect(changeValue('owner', null, undefined)).toBeNull();
});
