import { expect, it } from 'vitest';
import { limitIn, limitsOf } from './limits';

const teams = [
  { name: 'Core', in_progress: 7, limit: 5 },
  { name: 'Quay', in_progress: null, limit: null },
];

it('reads a limit as it is typed', () => {
  expect([' 12 ', '1,200', '', '0', '1.5', 'x', '-3'].map(limitIn)).toEqual([
    12,
    1200,
    'none',
    null,
    null,
    null,
    null,
  ]);
});

it('keeps the limits that nobody touched, and drops those that were emptied', () => {
  expect(limitsOf(teams, {})).toEqual({ Core: 5 });
  expect(limitsOf(teams, { Quay: '2' })).toEqual({ Core: 5, Quay: 2 });
  expect(limitsOf(teams, { Core: '' })).toEqual({});
  expect(limitsOf(teams, { Core: 'many' })).toBeNull();
});
