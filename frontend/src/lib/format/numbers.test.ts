import { describe, expect, it } from 'vitest';
import { bytes, chance, money, percent, signed, workingDays } from './numbers';

describe('numbers', () => {
  it('signs every change with a true minus', () => {
    expect([signed(13), signed(-1), signed(0), signed(-0.04), signed(1.26)]).toEqual([
      '+13',
      '−1',
      '0',
      '0',
      '+1.3',
    ]);
    expect(workingDays(-3)).toBe('−3\u00a0wd');
  });

  it('never claims a certainty that no simulation can give', () => {
    const plain = (text: string) => text.replace(/\u00a0/g, ' ');
    expect([0.241, 0.004, 0, 0.996, 1].map((share) => plain(chance(share)))).toEqual([
      '24 %',
      '< 1 %',
      '< 1 %',
      '> 99 %',
      '> 99 %',
    ]);
    expect([0, 1, 1.18].map((share) => plain(percent(share)))).toEqual(['0 %', '100 %', '118 %']);
  });

  it('writes money short, with its currency first', () => {
    expect([money(62_400, 'EUR'), money(1_250_000, 'USD'), money(-900, 'EUR')]).toEqual([
      'EUR\u00a062.4\u00a0k',
      'USD\u00a01.25\u00a0M',
      'EUR\u00a0−900',
    ]);
  });

  it('tells amounts apart that lie close together', () => {
    expect([10_418_000, 10_620_000, 9_500_000].map((value) => money(value, '', 4))).toEqual([
      '10.42\u00a0M',
      '10.62\u00a0M',
      '9.5\u00a0M',
    ]);
  });

  it('writes sizes in the unit that fits', () => {
    expect([bytes(512), bytes(1_250_000)]).toEqual(['512 bytes', '1.3 MB']);
  });
});
