import { act, renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { KEPT } from '@/lib/kept';
import { useOneByOne } from './useOneByOne';

function answering() {
  const answers: ((failure?: Error) => void)[] = [];
  const send = vi.fn(
    () =>
      new Promise<void>((done, fail) => {
        answers.push((failure) => (failure === undefined ? done() : fail(failure)));
      }),
  );
  const { result } = renderHook(() => useOneByOne(send));
  const type = (text: string) => act(() => result.current.setText(text));
  const enter = () => act(() => result.current.submit());
  const answer = (at: number, failure?: Error) =>
    act(() => {
      answers[at]?.(failure);
      return Promise.resolve();
    });
  return { send, result, type, enter, answer };
}

it('takes the next title while the one before is on its way', async () => {
  const { send, result, type, enter, answer } = answering();
  type(' Moor ');
  enter();
  expect(result.current.text).toBe('');
  type('Load');
  await answer(0);
  expect(result.current.text).toBe('Load');
  enter();
  enter();
  expect(send.mock.calls).toEqual([['Moor'], ['Load']]);
});

it('gives back what was refused, before what was typed since', async () => {
  const { result, type, enter, answer } = answering();
  type('Moor');
  enter();
  await answer(0, new Error('Over the limit'));
  expect(result.current.text).toBe('Moor');
  enter();
  type('Load');
  await answer(1, new Error('Over the limit'));
  expect(result.current.text).toBe('Moor Load');
});

it('does not give back what waits for the connection', async () => {
  const { result, type, enter, answer } = answering();
  type('Moor');
  enter();
  await answer(0, Object.assign(new Error('kept'), { details: { type: KEPT } }));
  expect(result.current.text).toBe('');
});
