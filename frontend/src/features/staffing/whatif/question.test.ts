import { describe, expect, it } from 'vitest';
import { asked, newJoiner } from './question';

const joiner = {
  ...newJoiner(1, '2026-03-01'),
  role: ' Backend engineer ',
  skills: 'java, , go',
  rate: '800,50',
};

describe('a question about people', () => {
  it('is sent as it is typed', () => {
    expect(asked([joiner], [{ key: 2, person: 'ada', leaves: '2026-02-15' }], true)).toMatchObject({
      joiners: [
        {
          role: 'Backend engineer',
          joins: '2026-03-01',
          leaves: null,
          skills: ['java', 'go'],
          count: 1,
          ramp_weeks: 6,
          ramp_share: 0.5,
          day_rate: 800.5,
        },
      ],
      leavers: [{ person: 'ada', leaves: '2026-02-15' }],
      by_role: true,
    });
  });

  it('waits until it is whole', () => {
    expect(asked([], [], true)).toBeNull();
    expect(asked([{ ...joiner, role: ' ' }], [], true)).toBeNull();
    expect(asked([{ ...joiner, ramp: 'six' }], [], true)).toBeNull();
    expect(asked([], [{ key: 1, person: '', leaves: '2026-02-15' }], true)).toBeNull();
  });
});
