import { expect, test } from 'vitest';
import type { ColumnId } from '@/features/plan/state/columnIds';
import { at, sample } from '@/lib/plan/testing/sample';
import { cellText, readCell } from './cells';

const bare = sample(
  [
    { id: 'a', wbs: '1.1', from: 0, to: 4, low: 3, likely: 5, high: 9, deadline: at(10, 17) },
    { id: 'b', wbs: '1.2', from: 4, to: 9 },
    { id: 'c', wbs: '1.3', from: 9, to: 12, target: null, constraint: 'start_no_earlier_than', constraint_at: at(9, 9) },
    { id: 'm', wbs: '2', kind: 'milestone', from: 12, to: 12, target: '2026-09-30' },
  ],
  [
    { from: 'a', to: 'c', kind: 'SS', },
    { from: 'b', to: 'c' },
  ],
); // prettier-ignore
const dependencies = { ...bare.columns.dependencies, lag_text: ['+2d', ''] };
const plan = { ...bare, columns: { ...bare.columns, dependencies } };
const read = (row: number, column: ColumnId, text: string) => readCell(plan, row, column, text, true);
const fields = (row: number, column: ColumnId, text: string) => {
  const found = read(row, column, text);
  return found.kind === 'change' ? found.fields : found;
};
const links = (text: string, column: 'predecessors' | 'successors' = 'predecessors', row = 2) => {
  const found = read(row, column, text);
  return found.kind === 'links' ? found.changes : found;
};

test('what a cell says can be read back without a change', () => {
  for (const column of ['low', 'deadline', 'constraint', 'predecessors', 'successors', 'target'] as const)
    for (const row of [0, 2, 3])
      if (read(row, column, cellText(plan, row, column)).kind !== 'fixed')
        expect(read(row, column, cellText(plan, row, column))).toEqual({ kind: 'same' });
  expect(cellText(plan, 2, 'predecessors')).toBe('1.1SS+2d, 1.2');
});

test('dependencies are added, changed and removed by their text', () => {
  expect(links('1.1SS+2d')).toEqual([{ do: 'unlink', id: 'b>c:FS', version: 1 }]);
  expect(links('1.1SS+3d, 1.2')).toEqual([{ do: 'relink', id: 'a>c:SS', version: 1, kind: 'SS', lag: '3d' }]);
  expect(links('1.1FF-1d, 1.2')).toEqual([
    { do: 'relink', id: 'a>c:SS', version: 1, kind: 'FF', lag: '-1d' },
  ]);
  expect(links('1.1SS+2d, 1.2, 2FS+1w')).toEqual([
    { do: 'link', predecessor: 'm', successor: 'c', kind: 'FS', lag: '1w' },
  ]);
  expect(links('2', 'successors', 1)).toEqual([
    { do: 'unlink', id: 'b>c:FS', version: 1 },
    { do: 'link', predecessor: 'b', successor: 'm', kind: 'FS', lag: '0d' },
  ]);
});

test('a number that is none of the plan, and what is no dependency, is named', () => {
  expect(read(2, 'predecessors', '1.1, 7.4')).toEqual({ kind: 'bad', why: 'plan.edit.noRow', vars: { text: '7.4' } });
  expect(read(2, 'predecessors', '1.1SS+x')).toMatchObject({ kind: 'bad', why: 'plan.edit.badLink' });
  expect(read(2, 'predecessors', '1.3')).toEqual({ kind: 'bad', why: 'plan.edit.itself' });
}); // prettier-ignore

test('estimates go by three', () => {
  expect(fields(0, 'high', '12')).toEqual({ estimate: '3d/5d/12d' });
  expect(fields(0, 'high', '2')).toEqual({ kind: 'bad', why: 'plan.edit.notRising' });
  expect(fields(1, 'low', '2')).toEqual({ kind: 'bad', why: 'plan.edit.allThree' });
  expect(fields(1, 'low', '2/3/5')).toEqual({ estimate: '2d/3d/5d' });
  expect(fields(0, 'likely', '')).toEqual({ estimate: null });
});

test('constraints by words or short, with their day', () => {
  expect(fields(1, 'constraint', 'finish no later than 2 Oct')).toEqual({ constraint: 'finish_no_later_than', constraint_at: '2026-10-02' });
  expect(fields(1, 'constraint', 'SNET 2026-09-14')).toEqual({ constraint: 'start_no_earlier_than', constraint_at: '2026-09-14' });
  expect(fields(1, 'constraint', 'ALAP')).toEqual({ constraint: 'as_late_as_possible' });
  expect(fields(1, 'constraint', 'soon')).toEqual({ kind: 'bad', why: 'plan.edit.noConstraint' });
  expect(fields(2, 'constraint', '')).toEqual({ constraint: null });
}); // prettier-ignore

test('days, people and amounts', () => {
  expect(fields(0, 'deadline', '1 Oct')).toEqual({ deadline: '2026-10-01' });
  expect(fields(0, 'deadline', 'soon')).toEqual({ kind: 'bad', why: 'plan.edit.badDay' });
  expect(fields(3, 'target', '')).toEqual({ target: null });
  expect(fields(0, 'cost', '1,500')).toEqual({ cost: '1500' });
  expect(fields(0, 'cost', 'much')).toEqual({ kind: 'bad', why: 'plan.edit.badMoney' });
  expect(fields(0, 'ownerName', 'nobody at all')).toEqual({ kind: 'bad', why: 'plan.edit.nobody' });
  expect(read(3, 'low', '5').kind).toBe('fixed');
  expect(read(0, 'float', '5').kind).toBe('fixed');
});
