import { expect, it } from 'vitest';
import { citation, factInterval, factValue } from './facts';

const base = { label: 'Chance', formula: 'a / b', as_of: '2026-09-18T08:40:00+02:00', interval: null };
const plain = (text: string | null) => text?.replace(/\u00a0/g, ' ');

it('writes each unit its own way', () => {
  expect(plain(factValue({ ...base, value: 0.2412, unit: 'probability' }))).toBe('24 %');
  expect(plain(factValue({ ...base, value: '2027-01-13', unit: 'date' }))).toBe('13 Jan 2027');
  expect(plain(factValue({ ...base, value: 36_000, unit: 'EUR' }))).toBe('EUR 36 k');
  expect(plain(factValue({ ...base, value: 5, unit: 'working days' }))).toBe('5 working days');
  expect(plain(factValue({ ...base, value: 44, unit: 'count' }))).toBe('44');
  expect(factValue({ ...base, value: null, unit: '' })).toBe('–');
});

it('says the interval and the citation', () => {
  const fact = { ...base, value: 0.24, unit: 'probability', interval: [0.233, 0.25] as [number, number] };
  expect(plain(factInterval(fact))).toBe('95 % interval 23 % to 25 %');
  expect(plain(citation(fact))).toBe('Chance: 24 % (a / b; Fri 18 Sep 2026, 08:40)');
});
