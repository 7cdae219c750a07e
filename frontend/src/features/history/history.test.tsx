import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { AuditEntry } from '@/api/types';
import { show } from '@/testing/render';
import { Changes } from './Changes';

it('shows the first changes of a bulk edit, and the others when asked for', async () => {
  const changes = Array.from({ length: 1500 }, (_, n) => {
    return { field: `SHOP-${n}`, label: `SHOP-${n}`, before: null, after: 'value 8' };
  });
  const entry = { changes } as unknown as AuditEntry;
  show(<Changes entry={entry} zone="UTC" />);
  expect(screen.getAllByRole('listitem')).toHaveLength(8);
  await userEvent.click(screen.getByRole('button', { name: /1,?492 more changes/ }));
  expect(screen.getAllByRole('listitem')).toHaveLength(208);
});
