import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { show } from '@/testing/render';
import { heightOf, painted, sized } from './chart';
import type { Chart, Spec } from './chart';
import { VegaChart } from './VegaChart';

const chart = (fields: Partial<Chart> = {}): Chart => ({
  id: 'throughput',
  title: 'How many items are finished a week?',
  subtitle: 'Items a week',
  said: 'Between 2 and 9 items are finished a week.',
  spec: { mark: 'bar', data: { values: [{ week: '2026-09-18', items: 4 }] }, height: 180 },
  columns: ['Week to', 'Items'],
  rows: [
    ['2026-09-11', 9],
    ['2026-09-18', null],
  ],
  empty: '',
  ...fields,
});
const bars: Spec = { mark: 'bar', height: 180 };

describe('the size of a drawing', () => {
  it('is the width of its place and the height that it names, axes included', () => {
    expect(sized(bars, 640)).toEqual({
      ...bars,
      width: 640,
      height: 180,
      autosize: { type: 'fit', contains: 'padding' },
    });
    expect(heightOf({ mark: 'bar', width: 'container' })).toBe(220);
  });

  it('is shared by parts that stand beside or below each other', () => {
    const beside: Spec = {
      hconcat: [
        { mark: 'bar', width: 200, height: 160 },
        { mark: 'bar', width: 100, height: 120 },
      ],
    };
    expect(heightOf(beside)).toBe(160);
    const widths = (sized(beside, 620).hconcat as Spec[]).map(({ width }) => Number(width));
    expect(widths[0]).toBeCloseTo(400 - 48);
    expect(widths[1]).toBeCloseTo(200 - 48);
    const below: Spec = { vconcat: [bars, beside] };
    expect(heightOf(below)).toBe(180 + 20 + 160);
    expect((sized(below, 620).vconcat as Spec[])[0]).toMatchObject({ width: 572 });
  });

  it('leaves something to see in a narrow place', () => {
    expect((sized({ hconcat: [bars, bars] }, 60).hconcat as Spec[])[0]).toMatchObject({ width: 40 });
  });
});

it('paints thousands of marks on a canvas, and draws few as elements', () => {
  expect(painted(chart())).toBe(false);
  expect(painted(chart({ rows: Array.from({ length: 23_055 }, (_, at) => ['x', at]) }))).toBe(true);
});

describe('a chart', () => {
  it('asks its question, tells its unit, and says in a sentence what it shows', () => {
    show(<VegaChart chart={chart()} />);
    const card = screen.getByRole('region', { name: 'How many items are finished a week?' });
    expect(card).toHaveTextContent('Items a week');
    expect(
      screen.getByRole('img', { name: 'Between 2 and 9 items are finished a week.' }),
    ).toBeInTheDocument();
  });

  it('keeps its place before it is drawn', () => {
    show(<VegaChart chart={chart()} />);
    expect(screen.getByRole('img').parentElement).toHaveStyle({ minHeight: '180px' });
  });

  it('has its numbers behind T', async () => {
    show(<VegaChart chart={chart()} />);
    await userEvent.tab();
    expect(screen.getByRole('button', { name: 'As a table' })).toHaveFocus();
    fireEvent.keyDown(screen.getByRole('button', { name: 'As a table' }), { key: 't' });
    expect(screen.getAllByRole('row').map((row) => row.textContent)).toEqual([
      'Week toItems',
      '2026-09-119',
      '2026-09-18–',
    ]);
    expect(screen.getByRole('columnheader', { name: 'Items' })).toHaveClass('num');
  });

  it('puts a window of a long table into the page, and tells its whole length', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => [`item ${at}`, at]);
    show(<VegaChart chart={chart({ rows })} />);
    await userEvent.click(screen.getByRole('button', { name: 'As a table' }));
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '10001');
    expect(screen.getAllByRole('row').length).toBeLessThan(200);
  });

  it('says what is missing where there is nothing to draw', () => {
    show(<VegaChart chart={chart({ spec: null, empty: 'No item was finished yet.' })} />);
    expect(screen.getByText('No item was finished yet.')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });
});
