import { expect, test } from 'vitest';
import { at, MONDAY, sample } from '@/lib/plan/testing/sample';
import { dayWords } from './days';
import { describeRow } from './describe';
import { estimateText, parseDuration, parseEstimate, parseLag, parsePercent } from './durations';

const words = dayWords(MONDAY);

test('an activity in words', () => {
  const model = sample([
    { id: 's', kind: 'summary', from: 0, to: 9 },
    { id: 'Backfill 400 M rows', parent: 's', from: 2, to: 9, duration_days: 6, critical: true, risks: 'R-07', baseline_finish: at(7, 17) },
  ]); // prettier-ignore
  expect(describeRow(model, 1, words)).toBe(
    'Backfill 400 M rows, level 2, activity, 9 September to 16 September, 6 working days, not started, critical, 2 working days later than Baseline 2, linked risk R-07.',
  );
});

test('a milestone in words', () => {
  const model = sample([
    { id: 'GA', kind: 'milestone', from: 4, to: 4, float_days: 8, p50: at(7, 17), p85: at(14, 17), target: '2026-09-11', on_time: 0.24, commitment: '2026-09-18', status: 'off_track' },
  ]); // prettier-ignore
  expect(describeRow(model, 0, words)).toBe(
    'GA. Plan 11 September. Half of the runs finish by 14 September, 85 percent by 21 September. Target 11 September, 24 percent likely. Commitment 18 September. Float 8 days. Off track.',
  );
});

test('a year is said where it is far', () => {
  expect(words.short(MONDAY)).toBe('7 Sep');
  expect(words.short(MONDAY + 400)).toBe('12 Oct 2027');
});

test.each([
  ['8', 8, '8d'],
  ['8 d', 8, '8d'],
  ['2w', 10, '2w'],
  ['16h', 2, '16h'],
  ['3ed', 3, '3ed'],
  ['1,5', 1.5, '1.5d'],
  ['0', 0, '0d'],
])('duration %s', (text, days, written) => {
  expect(parseDuration(text, 8)).toEqual({ days, text: written });
});

test.each(['', '-1d', 'd', '8x', '1/2', 'eight', '1e3'])('no duration: %s', (text) => {
  expect(parseDuration(text, 8)).toBeNull();
});

test('estimates rise', () => {
  const estimate = parseEstimate('5/8d/3w', 8);
  expect(estimate && estimateText(estimate)).toBe('5d/8d/3w');
  expect(parseEstimate('9/8/15', 8)).toBeNull();
  expect(parseEstimate('5/8/15/20', 8)).toBeNull();
  expect(parseEstimate('5/8', 8)).toBeNull();
});

test('lags may lead, elapse, be shares, or be nothing', () => {
  expect(['-1d', '\u22121', '3ed', '50 %', '+2d', ''].map((text) => parseLag(text, 8))).toEqual(['-1d', '-1d', '3ed', '50%', '2d', '0d']); // prettier-ignore
  expect(parseLag('soon', 8)).toBeNull();
});

test('percent from 0 to 100', () => {
  expect([parsePercent('80'), parsePercent('80 %'), parsePercent('101'), parsePercent('-1'), parsePercent('')]).toEqual([0.8, 0.8, null, null, null]); // prettier-ignore
});

test('a milestone says how its gate stands', () => {
  const plain = sample([{ id: 'GA', kind: 'milestone', from: 4, to: 4 }]);
  const model = {
    ...plain,
    gates: new Map([['GA', { id: 'ga', state: 'refused' as const, met: 1, total: 3 }]]),
  };
  expect(describeRow(model, 0, words)).toContain('Gate: no-go, 1 of 3 criteria met.');
  expect(describeRow(plain, 0, words)).not.toContain('Gate');
});
