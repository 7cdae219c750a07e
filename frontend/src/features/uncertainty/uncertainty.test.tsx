import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { OpenActivityContext } from '@/components/activity/context';
import { EvidenceContext } from '@/components/facts/context';
import { show } from '@/testing/render';
import { rowsOf } from './activityRows';
import { ActivityTable } from './ActivityTable';
import { JointCard, NoCostCard } from './CostCard';
import { DriversCard } from './DriversCard';
import { FinishCard, PercentileCard } from './FinishCard';
import { stacked } from './marks';
import { Result } from './Result';
import { UnshownCard } from './UnshownCard';
import type { Cost, Joint, Outcome, OutcomeView, Sensitivity } from './useUncertainty';
import { amount, finishDay, lastDay, typedAmount } from './words';

const columns = (count: number): Sensitivity => {
  const places = Array.from({ length: count }, (_, row) => row);
  return {
    milestone: 'GA',
    iterations: 10_000,
    id: places.map((row) => `work/${row}`),
    title: places.map((row) => `Activity ${row}`),
    criticality: places.map((row) => row / count),
    index: places.map((row) => (count - row) / count),
    cruciality: places.map(() => 0.5),
    spread_days: places.map((row) => row % 7),
  };
};

const finishes = ['2026-12-14', '2026-12-15', '2027-01-05', '2027-01-12'];
const outcome: Outcome = {
  milestone: 'ga',
  title: 'GA',
  sentence: ['Half of the runs reach GA.'],
  iterations: 4,
  seed: 4242,
  tolerance: null,
  precision_days: 0,
  convergence: ['4 runs'],
  plan_finish: '2026-12-11',
  target: '2026-12-11',
  commitment: null,
  on_time: 0.1,
  kept: null,
  percentiles: [10, 50, 85, 95].map((percent, place) => ({
    percent,
    finish: `${finishes[place]}T17:00:00+01:00`,
    low: `${finishes[place]}T17:00:00+01:00`,
    high: `${finishes[place]}T17:00:00+01:00`,
  })),
  bins: [
    { start: '2026-12-14', count: 3 },
    { start: '2026-12-21', count: 1 },
  ],
  cost: null,
  joint: null,
};

describe('what the runs cannot show', () => {
  const problem = (n: number) => ({
    id: 'simulated-fixed-date',
    severity: 'warning' as const,
    message: `The date set for task ${n} holds against what it waits for.`,
    source: null,
    entity: `work/${n}`,
    hint: n === 0 ? 'A deadline lets delays through.' : '',
  });

  it('is told with what to do, the first at once', async () => {
    show(<UnshownCard problems={[0, 1, 2, 3, 4].map(problem)} />);
    expect(screen.getByRole('heading')).toHaveTextContent('What the runs cannot show: 5 places');
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    expect(screen.getByText('A deadline lets delays through.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: '2 more' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(5);
  });

  it('is not there where they show everything', () => {
    show(<UnshownCard problems={[]} />);
    expect(screen.queryByRole('heading')).not.toBeInTheDocument();
  });
});

describe('figures', () => {
  it('give midnight to the day before, and a far day its year', () => {
    expect(lastDay('2027-01-01T00:00:00+01:00')).toBe('2026-12-31');
    expect(lastDay('2027-01-01T17:00:00+01:00')).toBe('2027-01-01');
    expect(finishDay('2028-01-05T17:00:00Z', '2026-12-11').replaceAll('\u00a0', ' ')).toBe('5 Jan 2028');
  });

  it('reads amounts as they are typed', () => {
    expect(['250k', '1.2M', '1,250,000', 'much', '-3'].map(amount)).toEqual([
      250_000,
      1_200_000,
      1_250_000,
      null,
      null,
    ]);
    expect(amount(typedAmount(75_770))).toBe(75_770);
  });

  it('put labels of near marks into different rows', () => {
    const marks = ['plan', 'target', 'p50'].map((kind, place) => ({
      kind: kind as 'plan',
      when: String(100 + place),
      text: 'Plan 11 Dec',
    }));
    expect(new Set(stacked(marks, Number, 600).map(({ row }) => row)).size).toBe(3);
    const apart = stacked(marks, (when) => (Number(when) - 99) * 150, 600);
    expect(new Set(apart.map(({ row }) => row)).size).toBe(1);
  });
});

describe('the distribution', () => {
  it('is told in a sentence, and shows its bars as a table by the key T', async () => {
    const user = userEvent.setup();
    show(<FinishCard outcome={outcome} />);
    expect(screen.getByRole('img')).toHaveAccessibleName(/P10 14\sDec, P50 15\sDec, P85 5\sJan/);
    screen.getByRole('button', { name: 'As a table' }).focus();
    await user.keyboard('t');
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    expect(screen.getByRole('row', { name: /14\sDec\s2026 3 75 %/ })).toBeInTheDocument();
  });
});

describe('percentiles', () => {
  it('name the year of a day that is far from the day on which they are read', () => {
    show(<PercentileCard outcome={outcome} asOf="2025-11-22T10:00:00Z" />);
    expect(screen.getByRole('row', { name: /P50 15\sDec\s2026/ })).toBeInTheDocument();
  });
});

describe('a plan that is too large to be analyzed', () => {
  it('is told calmly, with the way to do it', async () => {
    const refusal = {
      title: 'Conflict',
      status: 409,
      detail: 'This plan is too large. Use “pilotage risk”.',
    };
    const fetch = (address: string) =>
      Promise.resolve(
        address.includes('/activities') ? Response.json(columns(3)) : Response.json(refusal, { status: 409 }),
      );
    vi.stubGlobal('fetch', fetch);
    const data = {
      as_of: '2026-09-18T08:40:00Z',
      facts: {},
      milestones: [],
      outcome,
      pending: null,
      problems: [],
    } as unknown as OutcomeView;
    const view = { milestone: null, cost: null, by: null, inputs: false, set: () => undefined };
    show(<Result program="large" data={data} outcome={outcome} view={view} />);
    expect(await screen.findByRole('heading', { name: /What moves/ })).toBeInTheDocument();
    expect(screen.getByText('This plan is too large. Use “pilotage risk”.')).toBeInTheDocument();
    vi.unstubAllGlobals();
  });
});

describe('the tornado', () => {
  it('names the strongest and opens its evidence', () => {
    const facts = Object.fromEntries(
      ['driver:risk:R-07'].map((id) => [
        id,
        {
          id,
          label: 'Lag moves the P85',
          value: 5,
          unit: 'wd',
          formula: 'a - b',
          records: [],
          as_of: null,
          interval: null,
        },
      ]),
    );
    show(
      <EvidenceContext value={{ facts }}>
        <DriversCard drivers={[{ kind: 'risk', id: 'R-07', title: 'Lag', days: 5 }]} />
      </EvidenceContext>,
    );
    expect(screen.getByText(/moves the P85 most/)).toHaveTextContent(
      'Lag moves the P85 most: 5 working days.',
    );
    expect(screen.getAllByRole('button', { name: /Open the evidence: Lag moves the P85/ })).toHaveLength(2);
  });
});

describe('cost', () => {
  const joint: Joint = { cost: 76_000, by: '2026-11-06', both: 0.33, within_cost: 0.7, on_time: 0.34 };
  const cost: Cost = {
    currency: 'EUR',
    mean: 70_000,
    percentiles: [],
    joint: [],
    confidence: 0.7,
    frontier: [],
    scatter: [
      ['2026-11-03T17:00:00+01:00', 60_000],
      ['2026-11-20T17:00:00+01:00', 90_000],
    ],
  };

  it('asks anew for other limits, and not for one that cannot be read', async () => {
    const user = userEvent.setup();
    const set = vi.fn();
    show(<JointCard cost={cost} joint={joint} set={set} />);
    const field = screen.getByLabelText('Cost at most, EUR');
    await user.clear(field);
    await user.type(field, 'much{Enter}');
    expect(set).not.toHaveBeenCalled();
    expect(screen.getByRole('alert')).toHaveTextContent('Enter an amount');
    await user.clear(field);
    await user.type(field, '100k{Enter}');
    expect(set).toHaveBeenCalledWith('cost', '100000');
    expect(screen.getByRole('img')).toHaveAccessibleName(/^33\s% of the runs keep EUR\s76\sk and 6\sNov/);
  });

  it('says what to enter where there is none', () => {
    show(<NoCostCard other={false} />);
    expect(screen.getByText(/enter its cost, its cost per day/)).toBeInTheDocument();
  });
});

describe('the activities', () => {
  it('are sorted by any column, ties in the order of the plan', () => {
    const data = columns(20);
    expect(rowsOf(data, { by: 'spread', down: true }, '').slice(0, 3)).toEqual([6, 13, 5]);
    expect(rowsOf(data, { by: 'activity', down: false }, 'activity 1').at(0)).toBe(1);
  });

  it('count all of ten thousand rows, and draw few', () => {
    show(<ActivityTable data={columns(10_000)} asOf="2026-09-18T08:40:00+02:00" />);
    const table = screen.getByRole('table');
    expect(table).toHaveAttribute('aria-rowcount', '10001');
    expect(within(table).getAllByRole('row').length).toBeLessThan(80);
  });

  it('open a form, and are sorted by the column that is pressed', async () => {
    const user = userEvent.setup();
    const open = vi.fn();
    show(
      <OpenActivityContext value={open}>
        <ActivityTable data={columns(20)} asOf="2026-09-18T08:40:00+02:00" />
      </OpenActivityContext>,
    );
    await user.click(screen.getByRole('button', { name: 'Change Activity 0' }));
    expect(open).toHaveBeenCalledWith('work/0');
    await user.click(screen.getByRole('button', { name: /^Criticality/ }));
    expect(screen.getByRole('columnheader', { name: /Criticality/ })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    expect(screen.getAllByRole('rowheader')[0]).toHaveTextContent('Activity 19');
  });
});
