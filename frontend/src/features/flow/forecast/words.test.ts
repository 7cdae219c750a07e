import { expect, it } from 'vitest';
import { issued } from '@/features/flow/testing/samples';
import type { Issued } from '@/features/flow/useFlow';
import { apart, nameOf, questionWords, shareWords, told, verdictOf, whatIfWords } from './words';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const asks = (fields: Partial<Issued>) => plain(questionWords(issued(fields)));

it('says a forecast as a day or as items, and where its horizon ends', () => {
  expect(plain(told(issued(), 85))).toBe('12 Oct 2026');
  expect(plain(told(issued(), 95))).toBe('26 Oct 2026 or later');
  const many = issued({
    when: [],
    how_many: [
      { level: 85, items: 31 },
      { level: 50, items: 1 },
    ],
  });
  expect([told(many, 85), told(many, 50), told(many, 70)]).toEqual(['31 items', '1 item', '–']);
});

it('says how far two forecasts lie apart', () => {
  const later = issued({ when: [{ level: 85, date: '2026-10-19', weeks: 4, beyond: false }] });
  expect(plain(apart(later, issued(), 85))).toBe('+7 d');
  expect(plain(apart(issued(), later, 85))).toBe('−7 d');
  expect(apart(issued(), issued(), 85)).toBe('the same');
  expect(apart(later, issued(), 50)).toBe('');
  const [few, more] = [20, 26].map((items) => issued({ when: [], how_many: [{ level: 85, items }] }));
  expect(few && more && apart(more, few, 85)).toBe('+6 items');
});

it('says a question as a question', () => {
  expect(asks({ question: { items: 1 } })).toBe('When is 1 more item done?');
  expect(asks({ question: { items: 10, name: 'Edge', until: '2026-12-01' } })).toBe(
    'When are 10 more items of Edge done, and is that by 1 Dec 2026?',
  );
  expect(asks({ question: { items: 10, growing: true } })).toBe(
    'When are 10 more items, with what comes in meanwhile, done?',
  );
  expect(
    asks({
      question: {
        teams: [
          { name: 'Edge', items: 7 },
          { name: 'Search', items: 3 },
        ],
      },
    }),
  ).toBe('When are all of these done: 7 of Edge, 3 of Search?');
  expect(asks({ question: { milestone: '1.0' } })).toBe('When is 1.0 done?');
  expect(asks({ question: { until: '2026-12-01' } })).toBe('How many items are done by 1 Dec 2026?');
});

it('names what is supposed', () => {
  const what = { drop: -3, people: { now: 4, then: 5, ramp: 26 }, limit: 6, pace: 0.8 };
  expect(plain(whatIfWords(issued({ question: { items: 10, what_if: what } })))).toBe(
    '4 → 5 people, 3 items more, at most 6 in progress, 80 % of the pace',
  );
  expect(whatIfWords(issued())).toBe('');
});

it('judges at P85, and never what was supposed', () => {
  const outcome = {
    resolved: '',
    landed: '2026-10-09',
    items: null,
    held: { 50: false, 85: true },
    crps: 1,
    place: 0.7,
  };
  expect(verdictOf(issued())).toBe('open');
  expect(verdictOf(issued({ outcome }))).toBe('held');
  expect(verdictOf(issued({ outcome: { ...outcome, held: { 85: false } } }))).toBe('missed');
  expect(verdictOf(issued({ question: { items: 10, what_if: { drop: 2 } }, outcome }))).toBe('supposed');
  expect(verdictOf(issued({ state: 'short', when: [] }))).toBe('none');
});

it('says a share with its interval, and a history without a name', () => {
  expect(plain(shareWords({ share: 0.842, low: 0.779, high: 0.892 }))).toBe('84 % [78, 89]');
  expect([nameOf({ history: 'Edge' }), nameOf({ history: '' })]).toEqual(['Edge', 'these items']);
});
