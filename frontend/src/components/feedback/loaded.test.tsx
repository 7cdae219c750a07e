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
