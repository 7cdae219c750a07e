import { describe, expect, it } from 'vitest';
import { day, fullDay, instant, longDay, millis, minuteDay, time } from './dates';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('dates', () => {
  it('keeps the day that was written, whatever the offset', () => {
    expect(plain(day('2026-12-11T23:30:00-08:00'))).toBe('11 Dec');
    expect(plain(day('2026-12-11T00:30:00+14:00'))).toBe('11 Dec');
    expect(time('2026-09-18T08:40:00+02:00')).toBe('08:40');
  });

  it('writes day first, three-letter months', () => {
    expect(plain(fullDay('2026-09-18'))).toBe('Fri 18 Sep 2026');
    expect(plain(longDay('2026-12-11'))).toBe('11 December');
    expect(plain(instant('2026-09-18T08:40:00+02:00'))).toBe('Fri 18 Sep 2026, 08:40');
    expect(plain(instant('2026-09-18'))).toBe('Fri 18 Sep 2026');
  });

  it('turns minutes into the day of the zone', () => {
    const late = millis('2026-12-11T23:30:00Z') / 60_000;
    expect(plain(minuteDay(late, 'UTC'))).toBe('11 Dec');
    expect(plain(minuteDay(late, 'Asia/Singapore'))).toBe('12 Dec');
  });
});
