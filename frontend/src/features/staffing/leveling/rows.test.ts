import { describe, expect, it } from 'vitest';
import { peak, peopleRows, teamRows } from './rows';
import type { Loads } from './useLeveling';

const person = (id: string, team: string | null, before: number[], over: number[]) => ({
  person: id,
  name: id.toUpperCase(),
  team,
  capacity: before.map(() => 40),
  before,
  after: before.map((hours) => Math.min(hours, 40)),
  over_before: over,
  over_after: over.map(() => 0),
});

const loads: Loads = {
  weeks: ['2026-09-07', '2026-09-14'],
  people: [
    person('ana', 'core', [60, 20], [20, 0]),
    person('ben', 'core', [40, 0], [0, 0]),
    person('chi', 'edge', [90, 0], [50, 0]),
    person('dee', null, [0, 8], [0, 0]),
  ],
};

describe('loads', () => {
  it('gives the share of the busiest week', () => {
    expect(peak([60, 20], [40, 40])).toBe(1.5);
    expect(peak([60, 20], [0, 40])).toBe(0.5);
    expect(peak([], [])).toBe(0);
  });

  it('keeps the order of people', () => {
    expect(peopleRows(loads).map(({ id }) => id)).toEqual(['ana', 'ben', 'chi', 'dee']);
  });

  it('adds people up to teams, the most overloaded first', () => {
    const rows = teamRows(loads, (team) => team ?? 'No team');
    expect(rows.map(({ name }) => name)).toEqual(['edge', 'core', 'No team']);
    expect(rows[1]).toMatchObject({ capacity: [80, 80], before: [100, 20], overBefore: [20, 0] });
  });
});
