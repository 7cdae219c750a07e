import { expect, it } from 'vitest';
import { milestonesOf } from './milestones';

it('offers what is still to come first', () => {
  const found = milestonesOf({
    activities: {
      id: ['proposed', 'work', 'alpha', 'beta'],
      title: ['Proposed', 'Work', 'Alpha', 'Beta'],
      kind: ['milestone', 'task', 'milestone', 'milestone'],
      workstream: [0, 0, null, 0],
      actual_finish: [1_500_000, null, null, null],
    },
    workstreams: [{ id: 'core' }],
  });
  expect(found.map(({ id, stream }) => [id, stream])).toEqual([
    ['alpha', null],
    ['beta', 'core'],
    ['proposed', 'core'],
  ]);
});
