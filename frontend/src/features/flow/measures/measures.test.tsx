import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { item, measures, view } from '@/features/flow/testing/samples';
import { DEFAULT_RULES, questionIn } from '@/features/flow/view';
import { show } from '@/testing/render';
import { AgeingTable } from './AgeingTable';
import { rowsOf } from './ageingRows';
import { Figures } from './Figures';
import { figures } from './keyFigures';
import { Filters } from './Filters';
import { Findings } from './Findings';
import { ProblemsCard } from './ProblemsCard';
import { RulesMenu } from './RulesMenu';
import { StatesCard } from './StatesCard';

const plain = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, ' ');
afterEach(() => vi.unstubAllGlobals());

describe('key figures', () => {
  const text = (id: string, of = measures()) =>
    plain(figures(of).find((each) => each.id === id)?.text ?? null);

  it('count, and say what they are counted from', () => {
    expect(text('throughput')).toBe('4.5');
    expect(text('cycle')).toBe('11 d');
    expect(text('balance')).toBe('+13');
    expect(text('little')).toBe('−55 %');
    const created = measures({ basis: 'created' });
    expect(text('lead', created)).toBe('48 d');
    expect(text('wipOpen', created)).toBe('0');
  });

  it('are grey, never a number, where there is too little', () => {
    const few = measures({ cycle_time: { items: 3, mean: null, percentiles: {} }, expected: null });
    show(<Figures measures={few} before={null} />);
    expect(screen.getByText('only 3 finished items')).toBeInTheDocument();
    expect(screen.getByText('no changes of state known')).toBeInTheDocument();
  });

  it('open their convention, and stand over what they were', async () => {
    const before = measures({ as_of: '2026-03-20', efficiency: 0.4, efficiency_items: 9 });
    show(<Figures measures={measures()} before={before} />);
    expect(screen.getAllByText(/on 20\sMar\s2026$/)).toHaveLength(6);
    expect(screen.getByText(/^40\s% on 20/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /Cycle time/ }));
    expect(await screen.findByText(/finish − start \+ 1 days/)).toBeInTheDocument();
  });
});

describe('ageing items', () => {
  const items = [
    item('A-1', { age: 3, late: null }),
    item('A-10', { age: 9, late: 0.9 }),
    item('A-2', { age: 9, late: 0.1 }),
  ];

  it('are sorted, what is unknown last whichever way', () => {
    const keys = (by: 'age' | 'late' | 'key', down: boolean) =>
      rowsOf(items, { by, down }, '').map(({ key }) => key);
    expect(keys('age', true)).toEqual(['A-10', 'A-2', 'A-1']);
    expect(keys('late', true)).toEqual(['A-10', 'A-2', 'A-1']);
    expect(keys('late', false)).toEqual(['A-2', 'A-10', 'A-1']);
    expect(keys('key', false)).toEqual(['A-1', 'A-2', 'A-10']);
    expect(rowsOf(items, { by: 'age', down: true }, ' ABOUT')).toHaveLength(3);
    expect(rowsOf(items, { by: 'age', down: true }, 'a-10')).toHaveLength(1);
  });

  it('show their chance to be late, which opens how it is found', async () => {
    show(<AgeingTable measures={measures({ ageing: items })} work="/programs/atlas/work-items" />);
    const row = screen.getByRole('row', { name: /^A-10/ });
    expect(within(row).getByRole('link')).toHaveAttribute('href', '/programs/atlas/work-items?q=A-10');
    await userEvent.click(within(row).getByRole('button', { name: /90/ }));
    expect(await screen.findByText(/P\(longer than 11 days\) \/ P\(at least 9 days\)/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^Age/ }));
    expect(screen.getAllByRole('rowheader')[0]).toHaveTextContent('A-1');
  });

  it('are a window of ten thousand', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => item(`A-${at}`, { age: at }));
    show(<AgeingTable measures={measures({ ageing: many })} work="" />);
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '10001');
    expect(screen.getAllByRole('row').length).toBeLessThan(200);
  });

  it('may be none', () => {
    show(<AgeingTable measures={measures()} work="" />);
    expect(screen.getByText('Nothing is in progress.')).toBeInTheDocument();
  });
});

describe('filters', () => {
  const question = questionIn(new URLSearchParams());

  it('take a day only when its year is whole', () => {
    const set = vi.fn();
    show(<Filters data={view()} question={question} set={set} />);
    const field = screen.getByLabelText('As of');
    fireEvent.change(field, { target: { value: '0020-09-01' } });
    expect(set).not.toHaveBeenCalled();
    fireEvent.change(field, { target: { value: '2026-09-01' } });
    expect(set).toHaveBeenCalledWith({ 'as-of': '2026-09-01' });
  });

  it('keep a value that the items do not know, and take all back', async () => {
    const set = vi.fn();
    const asked = { ...question, name: 'Gone', against: '2020-01-01' };
    show(<Filters data={view()} question={asked} set={set} />);
    expect(screen.getByLabelText('Of')).toHaveValue('Gone');
    expect(screen.getByLabelText('Compare with')).toHaveDisplayValue(/1\sJan\s2020/);
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(set).toHaveBeenCalledWith({
      name: null,
      kind: null,
      milestone: null,
      'as-of': null,
      against: null,
    });
  });

  it('choose rules; one stays', async () => {
    const set = vi.fn();
    show(<RulesMenu rules={['beyond_limits']} set={set} />);
    await userEvent.click(screen.getByRole('button', { name: /Signals/ }));
    expect(await screen.findByRole('checkbox', { name: 'Beyond the limits' })).toBeDisabled();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Fifteen in a row in the inner third' }));
    expect(set).toHaveBeenLastCalledWith({ rule: ['beyond_limits', 'fifteen_close'] });
    await userEvent.click(screen.getByRole('button', { name: 'Only the usual two' }));
    expect(set).toHaveBeenLastCalledWith({ rule: null });
    expect(DEFAULT_RULES).toHaveLength(2);
  });
});

it('says what else the numbers say, and what changed', () => {
  show(
    <Findings data={view({ before: measures({ as_of: '2026-03-20' }), changes: ['Two more a week.'] })} />,
  );
  expect(screen.getAllByRole('listitem').map((each) => plain(each.textContent))).toEqual([
    'Half of them take 4 days.',
    'Two more a week.',
  ]);
  expect(screen.getByRole('heading', { name: /What changed since 20\sMar\s2026/ })).toBeInTheDocument();
});

it('tells problems, the worst first, and the rest when asked', async () => {
  const problems = Array.from({ length: 8 }, (_, at) => ({
    id: `p${at}`,
    severity: at === 7 ? ('error' as const) : ('warning' as const),
    message: `Problem ${at}`,
    hint: '',
    source: {},
  }));
  show(<ProblemsCard problems={problems} score={87.25} asOf="2026-09-18" />);
  expect(screen.getByRole('button', { name: /87.3 of 100/ })).toBeInTheDocument();
  expect(screen.getAllByRole('listitem')).toHaveLength(6);
  expect(screen.getAllByRole('listitem')[0]).toHaveTextContent('Problem 7');
  await userEvent.click(screen.getByRole('button', { name: 'Show all 8' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(8);
});

describe('states', () => {
  const state = (name: string, guessed: boolean) => ({
    name,
    category: 'doing',
    guessed,
    items: 4,
    moves: 0,
    first: null,
    examples: [],
  });
  const found = {
    version: 5,
    chosen: { Parked: 'doing' },
    states: [state('Parked', false), state('Odd', true)],
  };
  const serve = (...answers: unknown[]) => {
    const fetch = vi.fn(() =>
      Promise.resolve(Response.json(answers.length > 1 ? answers.shift() : answers[0])),
    );
    vi.stubGlobal('fetch', fetch);
    return fetch;
  };
  const sent = (fetch: ReturnType<typeof serve>) => {
    const calls = fetch.mock.calls as unknown as [string, RequestInit][];
    const put = calls.find(([, init]) => init.method === 'PUT');
    return put === undefined ? null : (JSON.parse(put[1].body as string) as unknown);
  };

  it('are chosen beside what was chosen before', async () => {
    const fetch = serve(found);
    show(<StatesCard program="atlas" readOnly={false} />);
    expect(await screen.findByText(/1 of 2 is guessed from dates/)).toBeInTheDocument();
    const group = screen.getByRole('group', { name: 'Odd means' });
    await userEvent.click(within(group).getByRole('button', { name: 'Done' }));
    await waitFor(() =>
      expect(sent(fetch)).toEqual({ version: 5, chosen: { Parked: 'doing', Odd: 'done' } }),
    );
  });

  it('go back to the guess', async () => {
    const fetch = serve(found);
    show(<StatesCard program="atlas" readOnly={false} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take back what was chosen for Parked' }),
    );
    await waitFor(() => expect(sent(fetch)).toEqual({ version: 5, chosen: {} }));
  });

  it('are only read by a viewer', async () => {
    serve(found);
    show(<StatesCard program="atlas" readOnly />);
    expect(await screen.findByText('Parked')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
