import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '@/testing/render';
import { Loaded } from './Loaded';

it('says what takes so long while it is not there', () => {
  const query = { data: undefined, error: null, refetch: () => undefined };
  show(
    <Loaded query={query} rows={2} doing="Scheduling the plan again">
      {() => <p>There</p>}
    </Loaded>,
  );
  expect(screen.getByRole('status')).toHaveTextContent('Scheduling the plan again');
});

it('waits for what must be beside it', () => {
  const query = { data: 'There', error: null, refetch: () => undefined };
  const beside = { ...query, data: undefined };
  const tree = (role: typeof beside | typeof query) => (
    <Loaded query={query} beside={role}>
      {(text) => <p>{text}</p>}
    </Loaded>
  );
  const { rerender } = show(tree(beside));
  expect(screen.queryByText('There')).toBeNull();
  rerender(tree(query));
  expect(screen.getByText('There')).toBeVisible();
});
