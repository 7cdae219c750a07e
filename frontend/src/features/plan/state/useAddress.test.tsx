import { act, render, screen } from '@testing-library/react';
import { useReducer } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
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
