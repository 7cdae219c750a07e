import { expect, test } from 'vitest';
import { linesOf, minutesOf, runs, shiftsOf, weekOf, type Week } from './shifts';

test('shifts are read as people type them', () => {
  expect(shiftsOf('9-17')).toEqual([{ start: 540, finish: 1020 }]);
  expect(shiftsOf(' 13:00 – 17:30;  09:00-12:00')).toEqual([
    { start: 540, finish: 720 },
    { start: 780, finish: 1050 },
  ]);
  expect(shiftsOf('')).toEqual([]);
  expect(shiftsOf('–')).toEqual([]);
  for (const wrong of ['9', '9-25', '9:75-10', 'all day', '9-9', '24-8', '9-10-11'])
    expect(shiftsOf(wrong)).toBe(null);
});

test('a night shift stands on the day it begins and is two to the server', () => {
  const { week, wrong } = weekOf(['22:00–06:00', '22:00–06:00', '', '', '', '', '20:00-02:00']);
  expect(wrong).toEqual([]);
  expect(week[0]).toEqual([
    { start: 0, finish: 120 },
    { start: 1320, finish: 1440 },
  ]);
  expect(week[1]).toEqual([
    { start: 0, finish: 360 },
    { start: 1320, finish: 1440 },
  ]);
  expect(week[2]).toEqual([{ start: 0, finish: 360 }]);
  expect(linesOf(week)).toEqual(['22:00–06:00', '22:00–06:00', '', '', '', '', '20:00–02:00']);
  expect(minutesOf(week)).toBe(8 * 60 * 2 + 6 * 60);
});

test('what overlaps is named, also where a night runs into the morning', () => {
  expect(weekOf(['9-12, 11-17', '', '', '', '', '', '']).wrong).toEqual([0]);
  expect(weekOf(['22-8', '7-15', '', '', '', '', '']).wrong).toEqual([1]);
  expect(weekOf(['x', '', '', '', '', '', '']).wrong).toEqual([0]);
});

test('every week of the server is written and read back', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (let round = 0; round < 500; round += 1) {
    const week: Week = Array.from({ length: 7 }, () => {
      const cuts = Array.from({ length: 2 * random(3) }, () => 15 * random(97));
      const at = [...new Set(cuts)].sort((a, b) => a - b);
      return Array.from({ length: Math.floor(at.length / 2) }, (_, n) => ({
        start: at[2 * n] ?? 0,
        finish: at[2 * n + 1] ?? 0,
      }));
    });
    expect(weekOf(linesOf(week))).toEqual({ week, wrong: [] });
  }
});

test('around the clock is around the clock', () => {
  const always: Week = Array.from({ length: 7 }, () => [{ start: 0, finish: 1440 }]);
  expect(linesOf(always)).toEqual(Array.from({ length: 7 }, () => '00:00–24:00'));
  expect(runs(always)).toEqual([[0, 6, '00:00–24:00']]);
});
