import { fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fever, SIZE } from './fever';
import { FeverCard } from './FeverCard';
import { cost, said, taken } from './steps';
import type { Chain, Point, Step } from './useShortening';

const step = (parts: [string, number][]): Step => ({
  shortenings: parts.map(([id, days]) => ({ id, title: id.toUpperCase(), days, cost: 0 })),
  won: 1,
  cost: 1,
  cost_per_day: 1,
  total_won: 1,
  total_cost: 1,
  finish: '2026-09-18T17:00:00Z',
});

const point = (as_of: string, done: number, consumed: number | null, zone: Point['zone']): Point => ({
  as_of,
  done,
  consumed,
  days: (consumed ?? 0) * 8,
  finish: '2026-11-06T17:00:00Z',
  zone,
});

const zones = { amber: [0.15, 0.75], red: [0.3, 0.9] } as Chain['zones'];
const points = [
  point('2026-08-21', 0, 0, 'green'),
  point('2026-09-04', 0.2, 0.25, 'green'),
  point('2026-09-18', 0.4, 1.3, 'red'),
];

describe('steps', () => {
  it('adds what each activity loses, and leaves out what is given back', () => {
    const steps = [step([['b', 2]]), step([['a', 1.5], ['b', -2]])]; // prettier-ignore
    expect(taken(steps, { a: 7, b: 3 })).toEqual([{ activity: 'a', days: 1.5, version: 7 }]);
    expect(taken(steps.slice(0, 1), { b: 3 })).toEqual([{ activity: 'b', days: 2, version: 3 }]);
  });

  it('says what is shortened and what is given back', () => {
    expect(said(step([['a', 1.5], ['b', -2]]))).toBe('A by 1.5 d, give B 2 d back'); // prettier-ignore
  });

  it('writes money and person-days', () => {
    expect(cost(62_000, 'EUR')).toBe('EUR\u00a062\u00a0k');
    expect(cost(1, 'person-days')).toBe('1 person-day');
    expect(cost(1.26, 'person-days')).toBe('1.3 person-days');
  });
});

describe('fever chart', () => {
  it('puts more done to the right and more used higher, all inside', () => {
    const drawn = fever(points, zones, 600);
    const xs = drawn.points.map(({ x }) => x);
    const ys = drawn.points.map(({ y }) => y);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(ys).toEqual(ys.toSorted((a, b) => b - a));
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(SIZE.top);
    expect(Math.max(...ys)).toBeLessThanOrEqual(SIZE.height - SIZE.bottom);
    expect(drawn.full).toBeGreaterThan(Math.min(...ys));
  });

  it('leaves out points without a buffer', () => {
    expect(fever([point('2026-08-21', 0, null, 'grey')], zones, 600).points).toEqual([]);
  });

  it('says the last point in words, and has every point in a table', () => {
    render(<FeverCard history={{ fever: points, zones } as Chain} since="2026-08-21" />);
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      '40\u00a0% of the chain is done and 130\u00a0% of the buffer used: win time back.',
    );
    fireEvent.click(screen.getByRole('button', { name: /table/i }));
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows).toHaveLength(4);
    expect(rows.at(-1)?.textContent).toContain('130\u00a0%');
    expect(rows.at(-1)?.textContent).toContain('win time back');
  });

  it('says what is missing where nothing was published', () => {
    render(<FeverCard history={null} since={null} />);
    expect(screen.queryByRole('img')).toBeNull();
    expect(screen.getByText(/No report has been published/)).toBeTruthy();
  });
});
