import { describe, expect, it } from 'vitest';
import { offsetName, overlapTone } from './clocks';

describe('time zones', () => {
  it.each([
    [330, 'UTC+5:30'],
    [-420, 'UTC−7'],
    [-210, 'UTC−3:30'],
    [0, 'UTC+0'],
  ])('%i minutes are %s', (minutes, name) => {
    expect(offsetName(minutes)).toBe(name);
  });

  it('has a tone of its own for nothing shared', () => {
    expect([0, 1, 3, 4].map(overlapTone)).toEqual(['o-none', 'o-few', 'o-some', 'o-many']);
  });
});
