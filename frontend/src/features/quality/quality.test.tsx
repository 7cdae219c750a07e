import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { CheckTable } from './CheckTable';
import { costliestFirst, shown } from './order';
import { PartsCard } from './PartsCard';
import { ScoreCards } from './ScoreCards';
import { Trend } from './Trend';
import type { Check, Quality } from './useQuality';

const check = (id: string, fields: Partial<Check> = {}): Check => ({
  id,
  family: 'dcma',
  number: 1,
  title: id,
  means: `What ${id} means.`,
  of: 'open activities',
  source: '',
  verdict: 'fail',
  measure: 0.1,
  measure_text: '10 %',
  threshold: 0.05,
  threshold_text: '≤ 5 %',
  bound: 'at_most',
  unit: 'share',
  count: 2,
  population: 20,
  points: 3,
  earned: 0.7,
  gain: 2,
  reason: '',
  waived: 0,
  waivable: true,
  ...fields,
});
const quality = (fields: Partial<Quality> = {}): Quality => ({
  rule: 'quality/1',
  score: 81.5,
  headline: 'Schedule quality is 81.5 of 100.',
  how: 'The score is the share of points earned.',
  earned: 33,
  possible: 42,
  passed: 20,
  failed: 3,
  not_applicable: 5,
  status_date: '2026-09-18',
  baseline: null,
  team: null,
  workstream: null,
  checks: [],
  trend: [],
  waived: 0,
  ...fields,
});
const day = (date: string, score: number | null) => ({ day: date, score, failed: 1 });

describe('order of the checks', () => {
  it('puts what costs most first, then what fails unscored, then what could not judge', () => {
    const rows = [
      check('passes', { verdict: 'pass', gain: 0 }),
      check('unjudged', { verdict: 'not_applicable', gain: 0 }),
      check('late', { gain: 0 }),
      check('cheap', { gain: 1 }),
      check('dear', { gain: 4 }),
    ];
    expect(rows.toSorted(costliestFirst).map(({ id }) => id)).toEqual([
      'dear',
      'cheap',
      'late',
      'unjudged',
      'passes',
    ]);
  });

  it('shows a part of them', () => {
    const rows = [check('a', { verdict: 'pass' }), check('b', { family: 'twin' }), check('c')];
    expect(shown(rows, 'fail').map(({ id }) => id)).toEqual(['c', 'b']);
    expect(shown(rows, 'twin').map(({ id }) => id)).toEqual(['b']);
    expect(shown(rows, 'nonsense')).toHaveLength(3);
  });
});

describe('the table of checks', () => {
  it('moves the selection with the arrows', async () => {
    const user = userEvent.setup();
    const onSelect = vi.fn();
    show(<CheckTable checks={[check('a'), check('b')]} selected="a" onSelect={onSelect} />);
    screen.getByRole('button', { name: 'a' }).focus();
    await user.keyboard('{ArrowDown}');
    expect(onSelect).toHaveBeenCalledWith('b');
    await waitFor(() => expect(screen.getByRole('button', { name: 'b' })).toHaveFocus());
  });

  it('gives no figures to a check that could not judge', () => {
    const bare = check('bei', {
      verdict: 'not_applicable',
      measure_text: '',
      reason: 'No baseline.',
      gain: 0,
    });
    show(<CheckTable checks={[bare]} selected={null} onSelect={() => undefined} />);
    const row = screen.getByRole('row', { name: /bei/ });
    expect(within(row).getByText('Not judged')).toBeInTheDocument();
    expect(row).not.toHaveTextContent('2 of 20');
  });

  it('says what to do next where nothing fails', () => {
    show(<CheckTable checks={[]} selected={null} onSelect={() => undefined} />);
    expect(screen.getByText(/No check fails/)).toBeInTheDocument();
  });
});

describe('the cards', () => {
  it('name what to mend first, and how far the score moved', async () => {
    const user = userEvent.setup();
    const onSelect = vi.fn();
    const trend = [day('2026-09-04', 84), day('2026-09-11', 83.5), day('2026-09-18', 81.5)];
    const rows = ['a', 'b', 'c', 'd'].map((id, index) => check(id, { gain: index }));
    show(<ScoreCards quality={quality({ checks: rows, trend })} onSelect={onSelect} />);
    const mend = screen.getByRole('region', { name: 'Mend first' });
    expect(
      within(mend)
        .getAllByRole('button')
        .map((each) => each.textContent),
    ).toEqual(['d', 'c', 'b']);
    await user.click(within(mend).getByRole('button', { name: 'c' }));
    expect(onSelect).toHaveBeenCalledWith('c');
    expect(screen.getByText('−2 since 11 Sep')).toBeInTheDocument();
  });

  it('have no score where nothing is open', () => {
    show(<ScoreCards quality={quality({ score: null })} onSelect={() => undefined} />);
    expect(screen.getByText('Not scored')).toBeInTheDocument();
  });
});

describe('the trend', () => {
  it('is told in words as well', () => {
    const points = [
      day('2026-07-24', 83),
      day('2026-08-07', null),
      day('2026-09-11', 80),
      day('2026-09-18', 79.4),
    ];
    show(<Trend points={points} whole />);
    expect(screen.getByRole('img')).toHaveAccessibleName(
      /^Score of 3 days: 83 on 24\sJul, 79\.4 on 18\sSep\.$/,
    );
  });

  it('needs three scores, and the whole program', () => {
    show(<Trend points={[day('2026-09-18', 79.4)]} whole />);
    expect(screen.getByText(/third score/)).toBeInTheDocument();
    show(<Trend points={[]} whole={false} />);
    expect(screen.getByText(/whole program/)).toBeInTheDocument();
  });
});

describe('parts', () => {
  it('tells the scores once they are asked for, and opens a part', async () => {
    const parts = [
      { kind: 'team', id: 'edge', title: 'Edge', activities: 9, score: 41.5, failed: 6, worst: 'Logic' },
      { kind: 'workstream', id: 'pay', title: 'Pay', activities: 4, score: null, failed: 0, worst: '' },
    ];
    const fetch = vi.fn(() => Promise.resolve(Response.json({ parts, left_out: 1 })));
    vi.stubGlobal('fetch', fetch);
    const onOpen = vi.fn();
    const part = { team: null, workstream: null, baseline: null };
    show(<PartsCard program="atlas" part={part} onOpen={onOpen} />);
    expect(fetch).not.toHaveBeenCalled();
    await userEvent.click(screen.getByText('Scores of teams and workstreams'));
    const row = (await screen.findByText('Edge', {}, { timeout: 5000 })).closest('tr');
    expect(row?.textContent).toBe('EdgeTeam41.569Logic');
    expect(screen.getByText('1 small part is left out.')).toBeTruthy();
    await userEvent.click(screen.getByText('Pay'));
    expect(onOpen).toHaveBeenCalledWith('workstream', 'pay');
    vi.unstubAllGlobals();
  });
});
