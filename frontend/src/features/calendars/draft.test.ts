import { expect, test } from 'vitest';
import { daysText, draftOf, inputOf, isRight, only, repeated, wrongIn, type Exception } from './draft';
import type { CalendarRow } from './useCalendars';
import { dayAt, dayWords, monthOf, moved } from './year';
import { offsetOf, wallTime } from './zones';

const SHIFT = [{ start: 540, finish: 1020 }];
const ROW: CalendarRow = {
  id: 'pune',
  title: 'Pune',
  zone: 'Asia/Kolkata',
  base: null,
  week: [SHIFT, SHIFT, SHIFT, SHIFT, SHIFT, [], []],
  works: [SHIFT, SHIFT, SHIFT, SHIFT, SHIFT, [], []],
  works_in: 'Asia/Kolkata',
  exceptions: [
    { start: '2026-12-24', end: '2026-12-27', title: 'Holidays', kind: 'time_off' },
    { start: '2026-07-03', end: '2026-07-04', shifts: [{ start: 540, finish: 780 }], kind: 'holiday' },
  ],
  holidays: ['IN'],
  version: 3,
  default: false,
  uses: [],
  activities: 0,
};
const OFF: Exception = { first: '2028-02-29', last: '', hours: '', title: 'Leap', kind: 'holiday' };

test('what is not touched is sent back as it came', () => {
  const input = inputOf(draftOf(ROW));
  expect(input.week).toEqual(ROW.week);
  expect(input.exceptions).toEqual([
    { start: '2026-12-24', end: '2026-12-27', shifts: [], title: 'Holidays', kind: 'time_off' },
    {
      start: '2026-07-03',
      end: '2026-07-04',
      shifts: [{ start: 540, finish: 780 }],
      title: '',
      kind: 'working',
    },
  ]);
  expect(only(input, ['zone', 'holidays'])).toEqual({ zone: 'Asia/Kolkata', holidays: ['IN'] });
  expect(inputOf({ ...draftOf(ROW), inherits: true }).week).toBe(null);
});

test('what cannot be is named in its place', () => {
  const draft = { ...draftOf(ROW), title: ' ', lines: ['9-5pm', '', '', '', '', '', ''] };
  const wrong = wrongIn({
    ...draft,
    exceptions: [
      { ...OFF, last: '2028-02-01' },
      { ...OFF, kind: 'working' },
    ],
  });
  expect(wrong).toEqual({ title: true, zone: false, days: [0], idle: false, exceptions: [0, 1] });
  expect(wrongIn({ ...draftOf(ROW), zone: 'Asia/Kol' }).zone).toBe(true);
  expect(wrongIn({ ...draftOf(ROW), lines: Array.from({ length: 7 }, () => '') }).idle).toBe(true);
  expect(isRight(wrongIn(draftOf(ROW)))).toBe(true);
});

test('a day that comes each year comes each year that has it', () => {
  expect(repeated(OFF, 2037).map(({ first }) => first)).toEqual(['2028-02-29', '2032-02-29', '2036-02-29']);
  const turn = { ...OFF, first: '2026-12-30', last: '2027-01-02' };
  expect(repeated(turn, 2027).map(({ first, last }) => [first, last])).toEqual([
    ['2026-12-30', '2027-01-02'],
    ['2027-12-30', '2028-01-02'],
  ]);
  expect(daysText(OFF)).toBe('Tue\u00a029\u00a0Feb\u00a02028');
});

test('each day of the year says how it is worked', () => {
  const week = ROW.works;
  const note = { date: '2026-07-03', kind: 'holiday', title: 'Independence Day (observed)', works: 0, observed: true, from_base: true }; // prettier-ignore
  const notes = new Map([[note.date, note]]);
  expect(monthOf(2026, 1)).toMatchObject({ before: 6 });
  expect(monthOf(2024, 1).dates).toHaveLength(29);
  expect(dayAt('2026-07-04', week, notes).look).toBe('off');
  expect(dayAt('2026-07-06', week, notes).look).toBe('work');
  expect(dayWords(dayAt('2026-07-03', week, notes), week)).toBe(
    'Fri\u00a03\u00a0Jul\u00a02026: Holiday, Independence Day (observed), observed, from its base, no work',
  );
  expect(dayWords(dayAt('2026-07-06', week, notes), week)).toContain('Worked, 09:00–17:00');
});

test('keys walk the year and stop at its ends', () => {
  expect(moved('2026-01-01', 'ArrowLeft')).toBe('2026-01-01');
  expect(moved('2026-01-31', 'PageDown')).toBe('2026-02-28');
  expect(moved('2026-12-30', 'ArrowDown')).toBe('2026-12-31');
  expect(moved('2026-11-26', 'Home')).toBe('2026-11-23');
  expect(moved('2026-11-26', 'End')).toBe('2026-11-29');
  expect(moved('2026-11-26', 'x')).toBe(null);
});

test('a wall clock there is another here, and another day where it is', () => {
  const winter = new Date('2026-01-15T12:00:00Z');
  expect(offsetOf('Asia/Kolkata', winter)).toBe(330);
  expect(offsetOf('Nowhere/Land', winter)).toBe(null);
  expect(wallTime(600, 'Asia/Kolkata', 'Europe/Berlin', winter)).toBe('05:30');
  expect(wallTime(60, 'Asia/Kolkata', 'America/New_York', winter)).toBe('14:30 \u22121');
});
