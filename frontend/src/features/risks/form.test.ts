import { describe, expect, it } from 'vitest';
import { check, draftOf, inputOf, parse } from './form';

const filled = {
  ...draftOf(null),
  title: ' Lag ',
  probability: '40',
  days: ['5', '10', '20'] as [string, string, string],
};

describe('risk form', () => {
  it('reads figures as people type them', () => {
    expect([parse('1,200'), parse('−4'), parse('12.5'), parse('40 %')]).toEqual([1200, -4, 12.5, 40]);
    expect([parse(''), parse('ten'), parse('1e9'), parse('--1')]).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('accepts a risk without money or response', () => {
    expect(check(filled)).toEqual({});
    const input = inputOf(filled, 'EUR');
    expect(input).toMatchObject({
      title: 'Lag',
      probability: 0.4,
      impact_days: [5, 10, 20],
      impact_money: null,
      response: null,
    });
  });

  it('accepts a gain, whose days are negative', () => {
    expect(check({ ...filled, days: ['-4', '-2', '-1'] })).toEqual({});
  });

  it('names every field that is wrong', () => {
    const wrong = {
      ...filled,
      title: '',
      probability: '140',
      days: ['5', '', '20'],
      money: ['3', '2', '1'],
      cost: 'much',
    };
    expect(Object.keys(check(wrong as typeof filled)).toSorted()).toEqual([
      'cost',
      'days',
      'money',
      'probability',
      'title',
    ]);
  });

  it('keeps every field of a stored risk through an edit', () => {
    const draft = {
      ...filled,
      strategy: 'mitigate',
      text: 'second link',
      due: '2026-10-09',
      residual: '10',
      cost: '12000',
      done: true,
    };
    expect(inputOf(draft, 'EUR').response).toEqual({
      strategy: 'mitigate',
      text: 'second link',
      owner: null,
      due: '2026-10-09',
      done: true,
      residual_probability: 0.1,
      cost: '12000',
    });
  });
});
