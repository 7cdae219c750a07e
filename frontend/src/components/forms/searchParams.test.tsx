import { act, render, screen } from '@testing-library/react';
import { startTransition } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { expect, it } from 'vitest';
import { useAddress } from './useAddress';

let first: ((name: string, value: string) => void) | undefined;

function Page() {
  const { set } = useAddress();
  const { search } = useLocation();
  // The `set` of the first drawing, as a key that is pressed before the page is drawn again has it.
  first ??= set;
  return <p>{search}</p>;
}

it('a change of the address keeps one that was made before and is not drawn yet', () => {
  render(
    <MemoryRouter>
      <Page />
    </MemoryRouter>,
  );
  act(() =>
    startTransition(() => {
      first?.('node', 'program:mapped');
      first?.('opened', 'mapped');
    }),
  );
  expect(screen.getByText('?node=program%3Amapped&opened=mapped')).toBeInTheDocument();
});
