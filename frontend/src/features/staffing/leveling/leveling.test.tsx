import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { MovesCard } from './MovesCard';
import { input } from './useLeveling';
import type { Effect, Move } from './useLeveling';

const effect: Effect = {
  summary: [],
  followers: 0,
  milestones: [],
  loads: { weeks: [], people: [] },
  unresolved: [],
  over_before: 8,
  over_after: 0,
};

const move = (index: number, more: Partial<Move> = {}): Move => ({
  activity: `w/job-${index}`,
  title: `Job ${index}`,
  start: '2026-09-07T09:00:00Z',
  finish: '2026-09-11T17:00:00Z',
  new_start: '2026-09-14T00:00:00Z',
  new_finish: '2026-09-18T17:00:00Z',
  days: 5,
  constraint: { kind: 'start_no_earlier_than', at: '2026-09-14T00:00:00Z' },
  people: ['ana'],
  why: ['Ana is busy.'],
  ...more,
});

const many = (count: number) => Array.from({ length: count }, (_, index) => move(index));
const all = (moves: Move[]) => new Set(moves.map(({ activity }) => activity));

describe('moves', () => {
  it('draws a few of 5,000 rows, and counts them all', () => {
    const moves = many(5_000);
    show(<MovesCard moves={moves} effect={effect} chosen={all(moves)} onChoose={vi.fn()} />);
    expect(screen.getByText('5,000 of 5,000 chosen')).toBeVisible();
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '5001');
    expect(screen.getAllByRole('checkbox').length).toBeLessThan(60);
  });

  it('chooses all of them with one box', async () => {
    const moves = many(5_000);
    const choose = vi.fn();
    show(<MovesCard moves={moves} effect={effect} chosen={new Set()} onChoose={choose} />);
    await userEvent.click(screen.getByRole('checkbox', { name: 'All moves' }));
    expect(choose).toHaveBeenCalledWith(
      moves.map(({ activity }) => activity),
      true,
    );
  });

  it('says who takes over and what rests', () => {
    const rest = { start: '2026-09-10', end: '2026-09-12' };
    const given = move(1, {
      constraint: null,
      handovers: [{ skill: 'java', person: 'ana', to: 'dan', name: 'Dan' }],
      pauses: [rest],
    });
    show(<MovesCard moves={[given]} effect={effect} chosen={all([given])} onChoose={vi.fn()} />);
    const row = screen.getByRole('row', { name: /Job 1/ });
    expect(within(row).getByText('by Dan')).toBeVisible();
    expect(within(row).getByText('with a rest')).toBeVisible();
    expect(within(row).queryByText('lifted')).toBeNull();
    expect(input(given, { 'w/job-1': 3 })).toMatchObject({
      at: null,
      handovers: [{ skill: 'java', person: 'ana', to: 'dan' }],
      pauses: [rest],
      version: 3,
    });
  });
});
