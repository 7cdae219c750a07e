import { expect, it } from 'vitest';
import { t } from './t';

it('fills names and groups figures', () => {
  expect(t('palette.goTo', { place: 'Risks' })).toBe('Go to Risks');
  expect(t('program.running', { done: 6200, total: 10_000 })).toBe('Forecast running: 6,200 of 10,000 runs');
});

it('chooses the plural by count', () => {
  expect(t('import.errors', { count: 1 })).toBe('1 error');
  expect(t('import.errors', { count: 0 })).toBe('0 errors');
});
