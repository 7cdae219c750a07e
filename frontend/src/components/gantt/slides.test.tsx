import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Frame } from '@/lib/plan/scene/frame';
import { slideOf } from './Slides';
import { useSliding } from './useSliding';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const frame = {
  view: { position: [0, 1, 2, 90] },
  window: { first: 0, last: 15 },
} as unknown as Frame;
const moved = [
  { row: 1, start: 0, finish: 10 },
  { row: 3, start: 0, finish: 10 },
];

test('a bar comes from where it stood and as long as it was', () => {
  expect(slideOf({ left: 10, right: 30 }, { left: 50, right: 90 })).toEqual({
    '--from': '10px',
    '--to': '50px',
    '--home': '-50px',
    '--stretch': 0.5,
  });
});

test('only rows in view slide, for 150 ms', () => {
  const { result } = renderHook(() => useSliding(frame, moved));
  expect(result.current.moved.map(({ row }) => row)).toEqual([1]);
  expect([...(result.current.apart.get(0) ?? [])]).toEqual([1]);
  act(() => void vi.advanceTimersByTime(150));
  expect(result.current.moved).toEqual([]);
});

test('nothing slides for those who asked for less motion', () => {
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList);
  const { result } = renderHook(() => useSliding(frame, moved));
  expect(result.current.moved).toEqual([]);
});
