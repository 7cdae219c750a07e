import { expect, it } from 'vitest';
import type { Portfolio, ProgramRow, Status } from '@/api/types';
import { grouped } from './grouping';

const row = (id: string, status: Status) =>
  ({ id, title: id, status: { status }, final: null }) as unknown as ProgramRow;
const portfolio = (id: string, programs: string[]): Portfolio => ({
  id,
  title: id,
  summary: '',
  owner: null,
  mine: true,
  version: 1,
  programs,
});

it('puts programs under their portfolio, keeps their order, and shows the worst status', () => {
  const rows = [row('a', 'on_track'), row('b', 'off_track'), row('c', 'at_risk')];
  const groups = grouped(rows, [portfolio('north', ['c', 'a']), portfolio('empty', [])]);
  expect(groups.map((each) => [each.portfolio?.id, each.rows.map(({ id }) => id), each.worst])).toEqual([
    ['north', ['a', 'c'], 'at_risk'],
    ['empty', [], null],
    [undefined, ['b'], 'off_track'],
  ]);
});

it('has no group for programs in none where there are none', () => {
  expect(grouped([row('a', 'on_track')], [portfolio('north', ['a'])])).toHaveLength(1);
});
