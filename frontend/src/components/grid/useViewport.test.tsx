import { fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { useViewport } from './useViewport';

const ROW = 28;
const HEIGHT = 560;

function Window() {
  const scroller = useRef<HTMLDivElement>(null);
  const { first, last, flying } = useViewport(scroller, ROW, 8);
  return (
    <div ref={scroller} data-testid="scroller">
      {first} to {last}
      {flying && ' flying'}
    </div>
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT);
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  };
});

function scrollTo(top: number) {
  const scroller = screen.getByTestId('scroller');
  scroller.scrollTop = top;
  fireEvent.scroll(scroller);
  return scroller.textContent;
}

test('renders a block beyond the window on each side, also after one leap', () => {
  render(<Window />);
  expect(scrollTo(100 * ROW)).toBe('88 to 127');
  expect(scrollTo(99 * ROW)).toBe('88 to 127');
});

test('renders only what is seen while frame after frame leaps, and the rest when it stops', () => {
  render(<Window />);
  scrollTo(100 * ROW);
  expect(scrollTo(200 * ROW)).toBe('200 to 219 flying');
  expect(scrollTo(300 * ROW)).toBe('300 to 319 flying');
  expect(scrollTo(301 * ROW)).toBe('288 to 335');
  scrollTo(400 * ROW);
  expect(scrollTo(500 * ROW)).toContain('flying');
  vi.advanceTimersByTime(200);
  expect(scrollTo(500 * ROW)).toBe('488 to 527');
});
