import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { show } from '@/testing/render';
import { later } from './later';

function Hello({ name }: { name: string }) {
  return <p>Hello {name}</p>;
}

it('shows a component once it has been fetched, and fetches it before when told to', async () => {
  let asked = 0;
  const Greeting = later(() => {
    asked += 1;
    return Promise.resolve(Hello);
  });
  expect(asked).toBe(0);
  Greeting.fetch();
  await waitFor(() => expect(asked).toBe(1));
  show(<Greeting name="Mira" />);
  expect(screen.queryByText('Hello Mira')).toBeNull();
  expect(await screen.findByText('Hello Mira')).toBeVisible();
});

it('is not thrown off by a connection that is lost while nobody waits', async () => {
  const Broken = later<object>(() => Promise.reject(new TypeError('no connection')));
  Broken.fetch();
  await Promise.resolve();
  show(<p>Still here</p>);
  expect(screen.getByText('Still here')).toBeVisible();
});
