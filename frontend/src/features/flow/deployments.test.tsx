import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { Deployments } from './Deployments';

afterEach(() => vi.unstubAllGlobals());

const none = { version: 0, deployments: 0, first: null, last: null, problems: [] };
const some = { version: 3, deployments: 2, first: '2026-02-03', last: '2026-02-05', problems: [] };
const source = { file: 'deployments.csv', row: 4 };
const problem = { id: 'unreadable-time', severity: 'warning', message: '“soon” is no time', source };

function serve(before: unknown, after: unknown, status = 200) {
  const fetch = vi.fn((_address: string, { method }: RequestInit) =>
    Promise.resolve(method === 'GET' ? Response.json(before) : Response.json(after, { status })),
  );
  vi.stubGlobal('fetch', fetch);
  return (method: string) => fetch.mock.calls.find(([, init]) => init.method === method);
}

async function give(table: string) {
  // jsdom's files do not know what is in them
  const file = Object.assign(new File([table], 'all.csv'), { text: () => Promise.resolve(table) });
  await userEvent.upload(await screen.findByLabelText('File with deployments'), file, { applyAccept: false });
}

describe('deployments', () => {
  it('are added from a file, and what was left out is told', async () => {
    const sent = serve(none, { ...some, problems: [problem] });
    show(<Deployments program="atlas" readOnly={false} />);
    expect(await screen.findByText(/none yet/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Remove' })).not.toBeInTheDocument();
    await give('deployed\n2026-02-03\n');
    expect(await screen.findByText('Row 4:')).toBeInTheDocument();
    expect(JSON.parse(sent('PUT')?.[1].body as string)).toEqual({
      version: 0,
      csv: 'deployed\n2026-02-03\n',
    });
  });

  it('say how many there are, and are removed', async () => {
    const sent = serve(some, none);
    show(<Deployments program="atlas" readOnly={false} />);
    expect(await screen.findByText(/^2, 3\sFeb\s2026 to 5\sFeb\s2026\./)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(sent('DELETE')?.[0]).toMatch(/flow\/deployments\?version=3$/));
  });

  it('of a wrong file are refused in words', async () => {
    const detail = 'The table holds no deployments. Nothing was changed.';
    serve(some, { type: 'about:blank', title: 'Invalid', status: 422, detail, problems: [problem] }, 422);
    show(<Deployments program="atlas" readOnly={false} />);
    await give('nothing');
    expect(await screen.findByRole('alert')).toHaveTextContent(detail);
  });

  it('are not for viewers', async () => {
    const sent = serve(some, none);
    show(<Deployments program="atlas" readOnly />);
    await Promise.resolve();
    expect(screen.queryByText(/Deployments/)).not.toBeInTheDocument();
    expect(sent('GET')).toBeUndefined();
  });
});
