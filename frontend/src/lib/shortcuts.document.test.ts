import { expect, it } from 'vitest';
import { isTyping, matches } from './shortcuts';

const stroke = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

it('tells a letter from the letter with a modifier', () => {
  expect(matches('N', stroke('n'))).toBe(true);
  expect(matches('N', stroke('n', { ctrlKey: true }))).toBe(false);
  expect(matches('N', stroke('N', { shiftKey: true }))).toBe(false);
  expect(matches('Shift F', stroke('F', { shiftKey: true }))).toBe(true);
});

it('takes Control and Command as one', () => {
  expect(matches('Ctrl Z', stroke('z', { ctrlKey: true }))).toBe(true);
  expect(matches('Ctrl Z', stroke('z', { metaKey: true }))).toBe(true);
});

it('takes a sign however the keyboard makes it', () => {
  expect(matches('?', stroke('?', { shiftKey: true }))).toBe(true);
});

it('leaves what is typed alone', () => {
  expect(isTyping(document.createElement('textarea'))).toBe(true);
  expect(isTyping(document.createElement('button'))).toBe(false);
});
