import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { forecast, issued, view } from '@/features/flow/testing/samples';
import type { Forecast } from '@/features/flow/useFlow';
import { show } from '@/testing/render';
import { Answer } from './Answer';
import { draftIn } from '@/features/flow/asking/asking';
import { AskForm } from '@/features/flow/asking/AskForm';
import { Ledger } from './Ledger';
import { WhatIfCard } from './WhatIfCard';

const plain = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, ' ');
afterEach(() => vi.unstubAllGlobals());

describe('an answer', () => {
  it('is a sentence, its percentiles, and how such forecasts have held', () => {
    show(<Answer program="atlas" forecast={forecast()} />);
    const said = screen.getByRole('region', { name: 'When are 10 more items done?' });
    expect(plain(said.textContent)).toContain('by 12 Oct 2026 with 85 % confidence');
    const rows = screen.getAllByRole('row').map((row) => plain(row.textContent));
    expect(rows).toContain('P8512 Oct 20268.5');
    expect(rows).toContain('P9526 Oct 2026 or later9.5');
    const held = screen.getByRole('region', { name: 'How often have such forecasts held?' });
    expect(plain(held.textContent)).toContain('held 84 % [78, 89] of 132');
    expect(within(held).getByRole('columnheader', { name: 'Edge: too few' })).toBeInTheDocument();
    expect(plain(within(held).getByRole('row', { name: /^P85/ }).textContent)).toBe(
      'P8584 % [78, 89]86 % [80, 91]',
    );
  });

  it('says that the own histories are still being learned from', () => {
    const learning = { state: 'learning', done: 3, total: 40 } as const;
    show(<Answer program="atlas" forecast={forecast({ learning, issued: issued({ lesson: 'library' }) })} />);
    expect(screen.getByText(/3 of 40 steps.*ask again/)).toBeInTheDocument();
  });

  it('is grey, never a number, where the history is too short', () => {
    const short = forecast({
      issued: issued({ state: 'short', when: [] }),
      answer: 'No forecast for Edge: its history is 7 weeks long, 26 are needed.',
      grounds: '',
      held: null,
      held_all: null,
      track: 'No earlier forecast could be scored yet.',
    });
    show(<Answer program="atlas" forecast={short} />);
    expect(screen.getByRole('img', { name: 'Unknown' })).toBeInTheDocument();
    expect(screen.getByText(/7 weeks long, 26 are needed/)).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    expect(screen.getByText('No earlier forecast could be scored yet.')).toBeInTheDocument();
  });
});

describe('the question', () => {
  function Form({ onAsk }: { onAsk: () => void }) {
    const [draft, setDraft] = useState(draftIn(new URLSearchParams(), null));
    return (
      <AskForm
        data={view()}
        milestones={undefined}
        draft={draft}
        onDraft={setDraft}
        onAsk={onAsk}
        busy={false}
        error={null}
      />
    );
  }

  it('says what is wrong with it once it is asked, and waits', async () => {
    const onAsk = vi.fn();
    show(<Form onAsk={onAsk} />);
    await userEvent.clear(screen.getByLabelText('More items'));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('Type a whole number from 1.');
    await userEvent.type(screen.getByLabelText('More items'), '25{Enter}');
    expect(onAsk).toHaveBeenCalledWith(expect.objectContaining({ items: '25' }));
  });

  it('asks each of several teams for its part', async () => {
    const onAsk = vi.fn();
    show(<Form onAsk={onAsk} />);
    await userEvent.click(screen.getByRole('button', { name: 'Done by: All items' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: /Edge/ }));
    await userEvent.click(screen.getByRole('checkbox', { name: /Search/ }));
    expect(screen.queryByLabelText('More items')).not.toBeInTheDocument();
    const part = screen.getByLabelText('Items of Search');
    await userEvent.clear(part);
    await userEvent.type(part, '4');
    expect(onAsk).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Done by: Edge, Search' })).toHaveTextContent('2 teams');
  });
});

const served = (answers: Record<string, unknown>) => {
  const fetch = vi.fn((address: string, init: RequestInit) => {
    const found = Object.entries(answers).find(([key]) => `${init.method} ${address}`.includes(key));
    return Promise.resolve(
      Response.json(found?.[1] ?? { title: 'none', status: 404 }, { status: found ? 200 : 404 }),
    );
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
};
const supposed = (number: number, date: string, fields: Partial<Forecast> = {}): Forecast =>
  forecast({
    issued: issued({
      number,
      question: { items: 10, what_if: { drop: 3 } },
      when: [{ level: 85, date, weeks: 3, beyond: false }],
    }),
    ...fields,
  });

describe('what if', () => {
  it('stands beside the forecast, with the days between', async () => {
    served({ 'GET /api/programs/atlas/flow/forecasts/13': supposed(13, '2026-10-05') });
    const onNumbers = vi.fn();
    show(<WhatIfCard program="atlas" base={issued()} began numbers={[13]} onNumbers={onNumbers} />);
    const row = await screen.findByRole('row', { name: /^P85/ });
    expect(plain(row.textContent)).toBe('P8512 Oct 20265 Oct 2026−7 d');
    await userEvent.click(screen.getByRole('button', { name: 'Remove 3 items less' }));
    expect(onNumbers).toHaveBeenCalledWith([]);
  });

  it('is asked of the same items and day, and added', async () => {
    const fetch = served({ 'POST /api/programs/atlas/flow/forecasts': supposed(14, '2026-10-05') });
    const onNumbers = vi.fn();
    show(<WhatIfCard program="atlas" base={issued()} began={false} numbers={[]} onNumbers={onNumbers} />);
    expect(screen.queryByRole('button', { name: 'A limit' })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Fewer items' }));
    await userEvent.click(screen.getByRole('button', { name: 'Compare' }));
    await waitFor(() => expect(onNumbers).toHaveBeenCalledWith([14]));
    const sent = JSON.parse(fetch.mock.calls[0]?.[1].body as string) as unknown;
    expect(sent).toMatchObject({ items: 10, as_of: '2026-09-18', what_if: { drop: 5 } });
  });

  it('tells what a limit does in words, for it moves no date', async () => {
    const limited = { limit: 4, now: 9.2, days_now: 14.3, days: 6.2 };
    const question = { items: 10, what_if: { limit: 4 } };
    served({ 'forecasts/15': forecast({ issued: issued({ number: 15, question }), limited }) });
    show(<WhatIfCard program="atlas" base={issued()} began numbers={[15]} onNumbers={vi.fn()} />);
    expect(await screen.findByText(/an item then takes 6.2 days/)).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /^P85/ })).toHaveTextContent('the same');
  });
});

it('the ledger tells what came of each forecast, and opens one', async () => {
  const outcome = {
    resolved: '',
    landed: '2026-10-09',
    items: null,
    held: { 85: true },
    crps: 1,
    place: 0.7,
  };
  const forecasts = [issued({ number: 2, outcome }), issued({ number: 1, state: 'thin', when: [] })];
  served({ 'GET /api/programs/atlas/flow/forecasts': { total: 2, forecasts } });
  const onOpen = vi.fn();
  show(<Ledger program="atlas" show="all" onShow={vi.fn()} shown={2} onOpen={onOpen} />);
  const [, held, none] = await screen.findAllByRole('row');
  expect(plain(held?.textContent ?? '')).toContain('held 9 Oct 2026');
  expect(none).toHaveTextContent('no forecast');
  await userEvent.click(
    screen.getAllByRole('button', { name: 'When are 10 more items done?' })[0] as Element,
  );
  expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ number: 2 }));
});
