import { expect, it } from 'vitest';
import type { MilestoneRow, Status } from '@/api/types';
import { FEW, shownOf } from './milestones';

const row = (id: string, status: Status, vs_target_days: number | null, plan = '2026-10-01') =>
  ({ id, status: { status }, vs_target_days, plan }) as unknown as MilestoneRow;

it('keeps the order of dates while there are few', () => {
  const few = [row('a', 'landed', null), row('b', 'off_track', 9)];
  expect(shownOf(few, FEW)).toEqual(few);
});

it('shows the worst of many', () => {
  const calm = Array.from({ length: 40 }, (_, at) => row(`c${at}`, 'landed', null));
  const many = [
    ...calm,
    row('late', 'off_track', 2),
    row('later', 'off_track', 9),
    row('tight', 'at_risk', 5),
  ];
  const shown = shownOf(many, FEW);
  expect(shown).toHaveLength(FEW);
  expect(shown.slice(0, 3).map(({ id }) => id)).toEqual(['later', 'late', 'tight']);
  expect(shownOf(many, many.length)).toHaveLength(many.length);
});
