import { describe, expect, it } from 'vitest';
import { availabilityIn, availabilityText, skillsIn, skillText } from './time';

describe('skills as they are typed', () => {
  it('have a level where one is written', () => {
    expect(skillsIn('java (3), tester , , java')).toEqual([
      { skill: 'java', level: 3 },
      { skill: 'tester', level: null },
    ]);
    expect(skillText('java', [{ skill: 'java', level: 3 }])).toBe('java (3)');
  });

  it('keep other brackets in their name', () => {
    expect(skillsIn('C (embedded)')).toEqual([{ skill: 'C (embedded)', level: null }]);
  });
});

describe('shares of the time for a while', () => {
  const half = { start: '2026-03-02', end: '2026-04-11', share: 0.5 };

  it('are written with their last day', () => {
    expect(availabilityText(half)).toBe('2026-03-02..2026-04-10 50%');
    expect(availabilityIn('2026-03-02..2026-04-10 50%')).toEqual([half]);
    expect(availabilityIn(' ')).toEqual([]);
  });

  it.each(['half in March', '2026-04-10..2026-03-02 50%', '2026-13-02..2026-13-10 50%'])(
    'are refused where they cannot be read: %s',
    (text) => {
      expect(availabilityIn(text)).toBeNull();
    },
  );
});
