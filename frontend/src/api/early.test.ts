import { afterEach, expect, test } from 'vitest';
import { takeEarly } from './early';

const json = (status: number) => new Response('{"a":1}', { status });

afterEach(() => {
  globalThis.pilotageEarly = undefined;
});

test('an answer that was begun early is taken once', async () => {
  globalThis.pilotageEarly = { '/api/session': Promise.resolve(json(200)) };
  expect(await (await takeEarly('/api/session', 5))?.json()).toEqual({ a: 1 });
  expect(await takeEarly('/api/session', 5)).toBeUndefined();
});

test('a refusal, a failure and an old answer are asked for again', async () => {
  globalThis.pilotageEarly = {
    '/refused': Promise.resolve(json(401)),
    '/failed': Promise.reject(new TypeError('no connection')),
    '/old': Promise.resolve(json(200)),
  };
  expect(await takeEarly('/refused', 5)).toBeUndefined();
  expect(await takeEarly('/failed', 5)).toBeUndefined();
  expect(await takeEarly('/old', 60_000)).toBeUndefined();
  expect(await takeEarly('/never', 5)).toBeUndefined();
});
