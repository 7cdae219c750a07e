import { expect, test } from 'vitest';
import type { ContractRow } from '@/api/types';
import { draftFor, inboxOf, needsReason, teamOf, timeline, waiting, wrongWith } from './life';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const promise = (said: string, date: string, why = '') => ({ said, date, by: 'Jo', why });

export function row(fields: Partial<ContractRow> = {}): ContractRow {
  return {
    id: 'c',
    what: 'Crane',
    provider: { id: 'yard', title: 'Yard' },
    consumer: { id: 'crew', title: 'Crew' },
    needed: '2026-10-20',
    promised: null,
    promise_count: 0,
    confidence: 'medium',
    escalates: null,
    delivered: null,
    delivers: null,
    needed_by_activity: null,
    asked: '2026-09-01',
    note: '',
    acceptance: '',
    status: 'unknown',
    reason: [],
    waiting_days: null,
    promises: [],
    version: 1,
    state: 'proposed',
    waits_for: 'provider',
    waits_since: '2026-09-01',
    moves: ['agree'],
    slips: 0,
    slips_in_row: 0,
    promiser: null,
    requester: null,
    vendor: '',
    elsewhere: null,
    offer: null,
    accepted: null,
    steps: [],
    ladder: [],
    escalation: null,
    rungs: [],
    ...fields,
  };
}

test('a timeline tells slips, who and why, in the order in which they happened', () => {
  const told = timeline(
    row({
      promises: [promise('2026-09-03', '2026-10-20'), promise('2026-10-01', '2026-10-25', 'Yard is full')],
      steps: [{ at: '2026-09-20', act: 'escalated', by: 'Mira', why: '', to: 'Helena', date: null }],
    }),
  );
  expect(told.map(({ text }) => plain(text))).toEqual([
    'Asked',
    'Promised 20 Oct',
    'Escalated to Helena',
    'Promised 25 Oct, 5 days later',
  ]);
  expect(told.at(-1)).toMatchObject({ by: 'Jo', why: 'Yard is full', tone: 'off' });
});

test('a delivery that nobody recorded as a step is told once', () => {
  const step = { at: '2026-10-02', act: 'delivered', by: '', why: '', to: '', date: '2026-10-02' };
  expect(timeline(row({ delivered: '2026-10-02' })).length).toBe(2);
  expect(timeline(row({ delivered: '2026-10-02', steps: [step] })).length).toBe(2);
});

test('a move begins with the day that is asked for, and a slip needs its reason', () => {
  const agreed = row({ promised: '2026-10-20' });
  expect(draftFor('agree', row(), '2026-09-10').date).toBe('2026-10-20');
  expect(draftFor('deliver', row(), '2026-09-10').date).toBe('2026-09-10');
  expect(needsReason('repromise', agreed, '2026-10-21')).toBe(true);
  expect(needsReason('repromise', agreed, '2026-10-19')).toBe(false);
  expect(wrongWith('decline', row(), { date: '', why: ' ' })).toHaveProperty('why');
  expect(wrongWith('agree', row(), { date: '', why: '' })).toHaveProperty('date');
  expect(wrongWith('escalate', row(), { date: '', why: '' })).toEqual({});
});

test('an inbox holds what waits for a team, the oldest first, and the rest apart', () => {
  const rows = [
    row({ id: 'new', waits_since: '2026-09-05' }),
    row({ id: 'old', waits_since: '2026-09-01' }),
    row({ id: 'offer', waits_for: 'consumer', waits_since: '2026-09-02' }),
    row({ id: 'agreed', state: 'agreed', waits_for: null, waits_since: null }),
    row({ id: 'other', provider: { id: 'dock', title: 'Dock' } }),
    row({ id: 'done', state: 'delivered', waits_for: null }),
  ];
  const ids = (found: ContractRow[]) => found.map(({ id }) => id);
  expect(ids(inboxOf(rows, 'yard').askedOf)).toEqual(['old', 'new']);
  expect(ids(inboxOf(rows, 'yard').weAsk)).toEqual([]);
  expect(ids(inboxOf(rows, 'yard').rest)).toEqual(['offer', 'agreed']);
  expect(ids(inboxOf(rows, 'crew').weAsk)).toEqual(['offer']);
  expect(ids(inboxOf(rows, null).askedOf)).toEqual(['old', 'other', 'new']);
  expect(plain(waiting(row({ id: 'old' })) ?? '')).toBe('Waits for Yard since 1 Sep');
});

test('the reader’s team is that of the person with the same address', () => {
  const people = [
    { email: 'Jo@Example.com', team: 'yard' },
    { email: '', team: 'crew' },
  ];
  expect(teamOf(people, 'jo@example.com')).toBe('yard');
  expect(teamOf(people, '')).toBeNull();
  expect(teamOf(people, undefined)).toBeNull();
});
