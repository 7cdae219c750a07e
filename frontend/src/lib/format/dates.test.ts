import { describe, expect, it } from 'vitest';
import { day, dayNear, fullDay, instant, inZone, longDay, millis, minuteDay, time } from './dates';

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

  it('says the year of a far day instead of its day', () => {
    expect(plain(dayNear('2027-01-13', '2026-09-18'))).toBe('13 Jan');
    expect(plain(dayNear('2017-12-15', '2026-09-18'))).toBe('Dec ’17');
  });

  it('rewrites UTC with the wall time of a zone, and leaves the rest alone', () => {
    expect(inZone('2026-09-17T22:40:00Z', 'Europe/Berlin')).toBe('2026-09-18T00:40');
    expect(inZone('2026-09-18T08:40:00+02:00', 'Asia/Singapore')).toBe('2026-09-18T08:40:00+02:00');
    expect(inZone('2026-09-18', 'Asia/Singapore')).toBe('2026-09-18');
  });

  it('turns minutes into the day of the zone', () => {
    const late = millis('2026-12-11T23:30:00Z') / 60_000;
    expect(plain(minuteDay(late, 'UTC'))).toBe('11 Dec');
    expect(plain(minuteDay(late, 'Asia/Singapore'))).toBe('12 Dec');
  });
});
