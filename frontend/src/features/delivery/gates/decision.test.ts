import { describe, expect, it } from 'vitest';
import { conditionsOf, lacks } from './decision';
import type { Draft } from './decision';

const draft = (text: string, due: string): Draft => ({ key: 1, text, due, owner: '' });

describe('a decision', () => {
  it('needs a reason when it is a no-go or criteria are open', () => {
    expect(lacks('go', '', [], 0)).toEqual({ why: false, conditions: false });
    expect(lacks('go', ' ', [], 1).why).toBe(true);
    expect(lacks('no_go', '', [], 0).why).toBe(true);
    expect(lacks('no_go', 'Dark', [], 3).why).toBe(false);
  });

  it('with conditions needs at least one, each with its words and day', () => {
    expect(lacks('go_with_conditions', 'x', [], 0).conditions).toBe(true);
    expect(lacks('go_with_conditions', 'x', [draft('Paint', '')], 0).conditions).toBe(true);
    expect(lacks('go_with_conditions', 'x', [draft('Paint', '2026-03-09')], 0).conditions).toBe(false);
    expect(
      lacks('go_with_conditions', 'x', [draft('Paint', '2026-03-09'), draft('', '')], 0).conditions,
    ).toBe(true);
    expect(conditionsOf([draft(' Paint ', '2026-03-09'), draft('', '2026-03-09')])).toEqual([
      { text: 'Paint', due: '2026-03-09', owner: null },
    ]);
  });
});
