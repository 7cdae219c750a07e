import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { MilestoneRow } from '@/api/types';
import { timeAxis } from '@/lib/axis';
import { LoadBar } from './LoadBar';
import { RangeStrip } from './RangeStrip';
import { Sparkline } from './Sparkline';

const row: MilestoneRow = {
  id: 'ga',
  title: 'GA',
  status: { status: 'off_track', rule: [], reason: [] },
  landed: null,
  target: '2026-12-11',
  baseline: null,
  commitment: '2026-12-18',
  plan: '2026-12-11',
  p10: '2026-12-08',
  p50: '2026-12-17',
  p85: '2027-01-13',
  p90: '2027-01-18',
  vs_target_days: 13,
  on_time: 0.24,
  on_time_fact: null,
  kept: 0.5,
  vs_last_days: 5,
  slips: 0,
  float_days: 0,
  critical: true,
};
const axis = timeAxis('2026-12-01', '2027-01-31', 300);

it('says a range strip in one sentence', () => {
  render(<RangeStrip row={row} axis={axis} width={300} height={36} />);
  const name = screen
    .getByRole('img')
    .getAttribute('aria-label')
    ?.replace(/\u00a0/g, ' ');
  expect(name).toBe('GA: P10 8 Dec, P50 17 Dec, P85 13 Jan, P90 18 Jan; target 11 Dec; commitment 18 Dec');
});

it('draws an empty track where nothing is forecast', () => {
  const unknown = { ...row, p10: null, p50: null, p85: null, p90: null };
  render(<RangeStrip row={unknown} axis={axis} width={300} height={36} />);
  expect(
    screen.getByRole('img', { name: 'GA: no forecast yet' }).querySelector('rect[stroke-dasharray]'),
  ).not.toBeNull();
});

it('uses words under three points of history', () => {
  render(<Sparkline points={[{ made: '2026-09-01', p85: '2026-12-01' }]} target={null} status="unknown" />);
  expect(screen.getByText('1 forecast so far')).toBeInTheDocument();
});

it('colors load by the limits of 100 and 110 percent', () => {
  const fill = (load: number) => {
    const { container } = render(<LoadBar load={load} />);
    return container.querySelector('i')?.style.background;
  };
  expect([fill(1), fill(1.04), fill(1.18)]).toEqual(['var(--bar-done)', 'var(--at)', 'var(--off)']);
});
