import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { WaivedList } from './WaivedList';
import { WaiveDialog } from './WaiveDialog';
import { WaiversCard } from './WaiversCard';
import type { Waived, Waiver } from './useWaivers';

const waiver = (fields: Partial<Waiver> = {}): Waiver => ({
  check: 'logic',
  record: 'quay/pile',
  reason: 'Comes from the yard',
  by: 'Edgar',
  at: '2026-09-18T08:00:00Z',
  until: '2026-12-01',
  title: 'Drive piles (Logic)',
  state: 'active',
  ...fields,
});
const waived: Waived = {
  finding: {
    check: 'logic',
    kind: 'activity',
    id: 'quay/pile',
    activity: 'quay/pile',
    title: 'Drive piles',
    team: null,
    detail: 'no predecessor',
    fix: 'Add one.',
    measure: null,
    unit: '',
  },
  waiver: waiver(),
};
type Sent = { url: string; body: unknown };

/** Answers every request with `answer`, and keeps what was sent. */
function served(answer: unknown): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    sent.push({ url, body: typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : null });
    return Promise.resolve(Response.json(answer));
  });
  return sent;
}

describe('waiving a finding', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('needs a reason and a day, and sends both', async () => {
    const user = userEvent.setup();
    const sent = served({ revision: 2 });
    const close = vi.fn();
    show(
      <WaiveDialog
        program="harbor"
        wish={{ fault: { check: 'logic', record: 'quay/pile' }, title: 'Drive piles' }}
        onClose={close}
      />,
    );
    await user.click(screen.getByRole('button', { name: 'Waive' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Write a reason.');
    expect(sent).toEqual([]);
    await user.type(screen.getByLabelText(/^Reason/), ' Comes from the yard ');
    await user.clear(screen.getByLabelText(/^Until/));
    await user.type(screen.getByLabelText(/^Until/), '2026-12-01');
    await user.click(screen.getByRole('button', { name: 'Waive' }));
    await vi.waitFor(() => {
      expect(close).toHaveBeenCalled();
    });
    expect(sent).toEqual([
      {
        url: '/api/programs/harbor/waivers',
        body: {
          check: 'logic',
          records: ['quay/pile'],
          reason: 'Comes from the yard',
          until: '2026-12-01',
        },
      },
    ]);
  });

  it('is told with reason, author and day, and ended by who may edit', async () => {
    const user = userEvent.setup();
    const sent = served({ revision: 3 });
    const { unmount } = show(<WaivedList program="harbor" waived={[waived]} mayEdit />);
    await user.click(screen.getByText('1 waived finding'));
    expect(screen.getByRole('listitem')).toHaveTextContent(/Comes from the yard.*Waived by Edgar until/);
    await user.click(screen.getByRole('button', { name: 'Count again' }));
    expect(sent).toEqual([{ url: '/api/programs/harbor/waivers/logic/quay%2Fpile', body: null }]);
    unmount();
    show(<WaivedList program="harbor" waived={[waived]} mayEdit={false} />);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('is listed with what became of it', async () => {
    const user = userEvent.setup();
    const list = [
      waiver(),
      waiver({ record: 'sea/dredge', title: 'Dredge (Logic)', state: 'expired' }),
      waiver({ record: 'open', title: 'Opens (Logic)', state: 'gone' }),
    ];
    served(list);
    show(<WaiversCard program="harbor" mayEdit />);
    await user.click(await screen.findByText('Waived findings: 3'));
    const rows = screen.getAllByRole('row').slice(1);
    expect(
      rows.map((row) =>
        within(row)
          .getAllByRole('button')
          .map((each) => each.textContent),
      ),
    ).toEqual([['Renew', 'Count again'], ['Renew', 'Remove'], ['Remove']]);
    expect(rows[1]).toHaveTextContent('counts again');
    await user.click(within(rows[1] ?? document.body).getByRole('button', { name: 'Renew' }));
    expect(screen.getByLabelText(/^Reason/)).toHaveValue('Comes from the yard');
  });
});
