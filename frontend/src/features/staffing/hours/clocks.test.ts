import { describe, expect, it } from 'vitest';
import { offsetName, overlapTone, shifts, workingDay, zoneName } from './clocks';

describe('time zones', () => {
  it.each([
    [330, 'UTC+5:30'],
    [-420, 'UTC−7'],
    [-210, 'UTC−3:30'],
    [0, 'UTC+0'],
  ])('%i minutes are %s', (minutes, name) => {
    expect(offsetName(minutes)).toBe(name);
  });

  it('says no offset twice', () => {
    expect(zoneName('UTC', 0)).toBe('UTC');
    expect(zoneName('Asia/Kolkata', 330)).toBe('Asia/Kolkata UTC+5:30');
  });

  it('begins with a day on which people work', () => {
    const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-12-31'];
    expect(days.map(workingDay)).toEqual([
      '2026-11-20',
      '2026-11-23',
      '2026-11-23',
      '2026-11-23',
      '2026-12-31',
    ]);
  });

  it('joins a shift that midnight elsewhere cuts in two', () => {
    const cut = [
      ['2026-09-17T15:00:00-07:00', '2026-09-17T17:00:00-07:00'],
      ['2026-09-18T09:00:00-07:00', '2026-09-18T15:00:00-07:00'],
    ];
    expect(shifts(cut)).toEqual(['09:00–17:00']);
    const lunch = [
      ['2026-09-18T10:00:00+05:30', '2026-09-18T13:00:00+05:30'],
      ['2026-09-18T14:00:00+05:30', '2026-09-18T19:00:00+05:30'],
    ];
    expect(shifts(lunch)).toEqual(['10:00–13:00', '14:00–19:00']);
  });

  it('has a tone of its own for nothing shared', () => {
    expect([0, 1, 3, 4].map(overlapTone)).toEqual(['o-none', 'o-few', 'o-some', 'o-many']);
  });
});
