import { expect, it } from 'vitest';
import { inside } from './inside';

it('stays on this site after the login', () => {
  expect(inside('/programs/atlas/plan?select=ga')).toBe('/programs/atlas/plan?select=ga');
  for (const hostile of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/login?next=/login',
    null,
  ]) {
    expect(inside(hostile)).toBe('/');
  }
});
