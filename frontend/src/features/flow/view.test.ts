import { describe, expect, it } from 'vitest';
import { changed, countIn, dayIn, DEFAULT_RULES, questionIn } from './view';

const asked = (address: string) => questionIn(new URLSearchParams(address));

describe('the address', () => {
  it('is a question; what is not said is usual', () => {
    expect(asked('')).toEqual({
      by: 'auto',
      name: null,
      kind: null,
      milestone: null,
      weeks: 26,
      as_of: null,
      against: null,
      rules: DEFAULT_RULES,
    });
    const all = 'by=component&name=Map&kind=Bug&milestone=1.0&weeks=52&as-of=2026-09-01&against=2026-03-01';
    expect(asked(`${all}&rule=fifteen_close&rule=beyond_limits`)).toEqual({
      by: 'component',
      name: 'Map',
      kind: 'Bug',
      milestone: '1.0',
      weeks: 52,
      as_of: '2026-09-01',
      against: '2026-03-01',
      rules: ['beyond_limits', 'fifteen_close'],
    });
  });

  it('survives nonsense', () => {
    const odd = asked('by=moon&weeks=-4&as-of=2026-99-99&against=soon');
    expect(odd).toMatchObject({ by: 'auto', weeks: 26, as_of: null, against: null });
    expect(asked('weeks=9999').weeks).toBe(26);
  });

  it('changes a part and leaves the rest; what is empty goes', () => {
    const now = new URLSearchParams('tab=forecast&rule=a&rule=b&name=Edge');
    expect(changed(now, { rule: ['c', 'd'], name: '' }).toString()).toBe('tab=forecast&rule=c&rule=d');
    expect(changed(now, { rule: null, tab: null }).toString()).toBe('name=Edge');
    expect(now.toString()).toContain('Edge');
  });
});

it('reads days and counts, and nothing that only looks like them', () => {
  expect([dayIn('2026-02-28'), dayIn('28 Feb'), dayIn(''), dayIn(null)]).toEqual([
    '2026-02-28',
    null,
    null,
    null,
  ]);
  expect(['1,200', ' 7 ', '0', '1e3', '2.5', '-3', ''].map((text) => countIn(text))).toEqual([
    1200,
    7,
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(countIn('501', 500)).toBeNull();
});
