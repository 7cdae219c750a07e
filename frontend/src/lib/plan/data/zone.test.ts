import { expect, test } from 'vitest';
import { DAY, dayOf, dayOfIso, isoOfDay, lastDay, toInstant, toLocal, weekday, zoneTable } from './zone';

const minute = (iso: string): number => Date.parse(iso) / 60_000;
const berlin = zoneTable('Europe/Berlin', minute('2026-01-01T00:00Z'), minute('2027-12-31T00:00Z'));

test('the clock of a zone follows its changes to the minute', () => {
  expect(toLocal(berlin, minute('2026-10-25T00:59Z'))).toBe(minute('2026-10-25T02:59Z'));
  expect(toLocal(berlin, minute('2026-10-25T01:00Z'))).toBe(minute('2026-10-25T02:00Z'));
  expect(toLocal(berlin, minute('2027-03-28T01:00Z'))).toBe(minute('2027-03-28T03:00Z'));
});

test('the table agrees with Intl at every hour of two years', () => {
  const hour = new Intl.DateTimeFormat('en', {
    timeZone: 'America/New_York',
    hour: 'numeric',
    hourCycle: 'h23',
  });
  const table = zoneTable('America/New_York', minute('2026-01-01T00:00Z'), minute('2027-12-31T00:00Z'));
  for (let at = minute('2026-01-01T00:00Z'); at < minute('2027-12-31T00:00Z'); at += 61 * 5) {
    expect(Math.floor(toLocal(table, at) / 60) % 24).toBe(Number(hour.format(at * 60_000)));
  }
});

test('local minutes lead back to their instant, and out of the gap of a clock change', () => {
  for (const iso of ['2026-03-29T12:00Z', '2026-07-01T08:00Z', '2026-12-24T17:00Z']) {
    expect(toInstant(berlin, toLocal(berlin, minute(iso)))).toBe(minute(iso));
  }
  expect(toInstant(berlin, minute('2026-03-29T02:30Z'))).toBe(minute('2026-03-29T01:00Z'));
});

test('a finish at midnight belongs to the day before', () => {
  const day = dayOfIso('2026-12-11');
  expect(lastDay(day * DAY)).toBe(day - 1);
  expect(lastDay(day * DAY + 1)).toBe(day);
  expect(dayOf(day * DAY)).toBe(day);
});

test('days are written and read back; Monday is 0', () => {
  expect(isoOfDay(dayOfIso('2028-02-29'))).toBe('2028-02-29');
  expect(weekday(dayOfIso('2026-09-07'))).toBe(0);
  expect(weekday(dayOfIso('1969-12-28'))).toBe(6);
});

test('an unknown zone counts as UTC', () => {
  expect(toLocal(zoneTable('Mars/Base', 0, 1), 7)).toBe(7);
});
