import { beforeAll, expect, test } from 'vitest';
import type { Escalation } from '@/api/types';
import { loadMessages } from '@/lib/messages/t';
import { countedWords, dueSince } from './counting';
import { draftOfRung, ladderOf, whole } from './ladder';
import { slipLine, slipWords } from './slips';

beforeAll(loadMessages);

const plain = (text: string | null) => (text ?? '').replaceAll('\u00a0', ' ');
const promise = (said: string, date: string) => ({ said, date, by: '', why: '' });
const once = [promise('2026-09-03', '2026-10-20')];
const twice = [...once, promise('2026-10-01', '2026-10-25')];

test('how a promise moved is one sentence, held against the need', () => {
  expect(slipWords({ promises: [], needed: '2026-10-20' })).toBeNull();
  expect(plain(slipWords({ promises: once, needed: '2026-10-20' }))).toBe(
    'Promised once, on 3 Sep for 20 Oct. It is needed by 20 Oct.',
  );
  expect(plain(slipWords({ promises: twice, needed: '2026-10-20' }))).toBe(
    'Moved once: first 20 Oct, now 25 Oct, 5 days later in all. That is 5 days after it is needed (20 Oct).',
  );
  const back = [...twice, promise('2026-10-02', '2026-10-20')];
  expect(plain(slipWords({ promises: back, needed: null }))).toBe(
    'Moved 2 times: first 20 Oct, now 20 Oct again.',
  );
});

test('the line of a slip climbs where the day is later, within its frame', () => {
  expect(slipLine({ promises: once, needed: null }, '2026-10-05', 200, 60)).toBeNull();
  const line = slipLine({ promises: twice, needed: '2026-10-20' }, '2026-10-05', 200, 60);
  expect(line?.points[1]?.y).toBeLessThan(line?.points[0]?.y ?? 0);
  expect(line?.needed).toBe(line?.points[0]?.y);
  for (const { x, y } of line?.points ?? []) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(200);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(60);
  }
});

test('two promises of one day, and a today before both, draw no nonsense', () => {
  const same = [promise('2026-09-03', '2026-10-20'), promise('2026-09-03', '2026-10-20')];
  expect(slipLine({ promises: same, needed: null }, '2026-09-03', 200, 60)?.path).not.toMatch(/NaN|Infinity/);
  expect(slipLine({ promises: twice, needed: null }, '2026-01-01', 200, 60)?.path).not.toMatch(/NaN/);
});

const status = { counted_to: '2026-09-18', status_date: '2026-09-18', today: '2026-09-20' };

test('to which day is counted is said, and that it is old', () => {
  expect(plain(countedWords(status))).toBe('Counted to 18 Sep 2026, the status date of the plan.');
  expect(plain(countedWords({ ...status, today: '2026-11-22' }))).toContain('It is 65 days old');
  expect(plain(countedWords({ counted_to: '2026-11-22', status_date: null, today: '2026-11-22' }))).toBe(
    'Counted to today, 22 Nov 2026: the plan has no status date.',
  );
});

test('steps that came due after that day are counted, not those that were due or taken', () => {
  const rung = (fires: string, taken: string | null = null) => ({
    after: 1,
    whom: '',
    person: null,
    title: '',
    decide: '',
    fires,
    taken,
  });
  const clock: Escalation = {
    cause: 'unanswered',
    since: '2026-09-01',
    level: 1,
    due: 2,
    rungs: [rung('2026-09-05', '2026-09-06'), rung('2026-09-10'), rung('2026-09-19'), rung('2026-12-01')],
  };
  expect(dueSince(clock, status)).toBe(1);
  expect(dueSince(clock, { ...status, today: '2026-09-18' })).toBe(0);
});

test('a ladder is whole numbers of days, or none', () => {
  const step = { after: 5, whom: 'provider-lead', decide: 'Decide' };
  expect(ladderOf([draftOfRung(step)])).toEqual([step]);
  expect(ladderOf([{ after: '', whom: 'x', decide: '' }])).toBeNull();
  expect([whole('1000'), whole('1001'), whole('-1'), whole('0')]).toEqual([1000, null, null, 0]);
});
