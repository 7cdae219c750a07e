import { act, render, screen } from '@testing-library/react';
import { useReducer } from 'react';
import { MemoryRouter, Router, useLocation } from 'react-router';
import type { To } from 'react-router';
import { expect, test, vi } from 'vitest';
import { reduce, START } from './state';
import { useAddress } from './useAddress';

function Plan() {
  const [state, dispatch] = useReducer(reduce, { ...START, selected: 'ledger/backfill' });
  useAddress(state, dispatch);
  const { search } = useLocation();
  return (
    <button type="button" onClick={() => dispatch({ type: 'filter', filter: { text: 'EU' } })}>
      {search}
    </button>
  );
}

test('a form that is open over the plan stays in the address while the view is written into it', () => {
  vi.useFakeTimers();
  render(
    <MemoryRouter initialEntries={['/plan?zoom=nonsense&activity=ledger%2Fbackfill&item=ATL-1']}>
      <Plan />
    </MemoryRouter>,
  );
  act(() => void vi.advanceTimersByTime(1000));
  expect(screen.getByRole('button')).toHaveTextContent(
    '?select=ledger%2Fbackfill&activity=ledger%2Fbackfill&item=ATL-1',
  );
  act(() => screen.getByRole('button').click());
  act(() => void vi.advanceTimersByTime(1000));
  expect(screen.getByRole('button')).toHaveTextContent(/q=EU.*&activity=ledger%2Fbackfill&item=ATL-1/);
  vi.useRealTimers();
});

function Texts({ typed }: { typed: string }) {
  const [state, dispatch] = useReducer(reduce, START);
  useAddress(state, dispatch);
  return (
    <button type="button" onClick={() => dispatch({ type: 'filter', filter: { text: typed } })}>
      {state.filter.text}
    </button>
  );
}

test('an address of its own that comes late does not take the view back', () => {
  vi.useFakeTimers();
  const held: To[] = [];
  const navigator = {
    createHref: () => '',
    go: () => undefined,
    push: () => undefined,
    replace: (to: To) => void held.push(to),
  };
  const at = (location: To, typed: string) => (
    <Router location={location} navigator={navigator}>
      <Texts typed={typed} />
    </Router>
  );
  const { rerender } = render(at('/plan', 'EU'));
  const type = () => {
    act(() => screen.getByRole('button').click());
    act(() => void vi.advanceTimersByTime(1000));
  };
  type();
  rerender(at('/plan', 'EU beta'));
  type();
  expect(held).toHaveLength(2);
  rerender(at(held[0] ?? '', ''));
  expect(screen.getByRole('button')).toHaveTextContent('EU beta');
  rerender(at(held[1] ?? '', ''));
  expect(screen.getByRole('button')).toHaveTextContent('EU beta');
  rerender(at('/plan?q=somebody+else', ''));
  expect(screen.getByRole('button')).toHaveTextContent('somebody else');
  vi.useRealTimers();
});
