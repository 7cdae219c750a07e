import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, useLocation } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { Guard } from './CrashPage';

function Page() {
  const { pathname } = useLocation();
  if (pathname === '/broken') throw new Error('The wind tore it');
  return <p>All is well</p>;
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

it('tells what broke a page, and tries again at another address', async () => {
  show(
    <>
      <Link to="/other">Elsewhere</Link>
      <Guard>
        <Page />
      </Guard>
    </>,
    '/broken',
  );
  expect(screen.getByText('The wind tore it')).toBeVisible();
  await userEvent.click(screen.getByRole('link', { name: 'Elsewhere' }));
  expect(screen.getByText('All is well')).toBeVisible();
  expect(screen.queryByText('The wind tore it')).toBeNull();
});
