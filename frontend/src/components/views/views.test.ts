import { expect, test } from 'vitest';
import type { SavedView as View } from '@/api/types';
import { canonical, currentOf, inOrder } from './views';

const view = (id: number, search: string, more: Partial<View> = {}): View => ({
  id,
  version: 1,
  page: 'plan',
  name: `View ${id}`,
  body: { search },
  mine: false,
  default: false,
  ...more,
});
const PASSING = ['select'];

test('the order of parameters and what is of the moment do not make another view', () => {
  expect(canonical('zoom=week&team=a&select=x', PASSING)).toBe(canonical('team=a&zoom=week', PASSING));
  expect(canonical('closed=b&closed=a', PASSING)).not.toBe(canonical('closed=a', PASSING));
});

test('the view that was taken is current as long as it is the same', () => {
  const views = [view(1, 'team=a'), view(2, 'team=a&select=x'), view(3, 'team=b')];
  expect(currentOf(views, 'team=a', 2, PASSING)?.id).toBe(2);
  expect(currentOf(views, 'team=a', 3, PASSING)?.id).toBe(1);
  expect(currentOf(views, 'team=c', 3, PASSING)).toBe(null);
  expect(currentOf([view(4, '', { body: {} })], '', null, PASSING)?.id).toBe(4);
});

test('own views stand before those of everybody', () => {
  expect(
    inOrder([view(1, ''), view(2, '', { mine: true }), view(3, '', { name: 'A' })]).map(({ id }) => id),
  ).toEqual([2, 3, 1]);
});
