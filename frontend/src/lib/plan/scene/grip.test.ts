import { expect, test } from 'vitest';
import { kindOf } from './grip';

test('the two ends make the kind', () => {
  expect([kindOf('finish', 'start'), kindOf('start', 'start'), kindOf('finish', 'finish'), kindOf('start', 'finish')]).toEqual(['FS', 'SS', 'FF', 'SF']); // prettier-ignore
});
