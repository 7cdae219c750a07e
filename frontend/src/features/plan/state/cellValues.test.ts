import { expect, test } from 'vitest';
import { dayWords } from '@/lib/plan/words/days';
import { at, MONDAY, sample, type SampleRow } from '@/lib/plan/testing/sample';
import { cellValue } from './cellValues';
import { MORE_IDS, type MoreColumn } from './columnIds';

const words = dayWords(MONDAY);
const rows: SampleRow[] = [
  { id: 'a', wbs: '1.1', from: 0, to: 2, owner: 0, team: 1, workstream: 0 },
  {
    id: 'b', wbs: '1.2', from: 3, to: 4, progress: 0.25, duration_days: 4, deadline: at(2, 24), late_start: at(5, 0),
    late_finish: at(8, 17), on_time: 0.24, p85: at(20, 17), finish_variance_days: -2.5, cost: 20000, note: 'Ask Berlin',
    constraint: 'start_no_earlier_than', constraint_at: at(3, 9), risks: 'R-01 R-07', free_float_days: 3, remaining_days: null,
  },
  { id: 'c', wbs: '1.3', from: 5, to: 5, progress: 1, actual_finish: at(5, 17), late_finish: at(9, 17) },
]; // prettier-ignore
const model = sample(rows, [
  { from: 'a', to: 'b' },
  { from: 'b', to: 'c', kind: 'SS' },
]);
model.columns.dependencies.lag_text[1] = '2d';
const cell = (row: number, id: MoreColumn) => cellValue(model, row, id, words);

test('dates and floats of open work; what is over has neither', () => {
  expect([cell(1, 'lateStart'), cell(1, 'lateFinish'), cell(1, 'freeFloat')]).toEqual([
    '12 Sep',
    '15 Sep',
    '3',
  ]);
  expect([cell(2, 'lateFinish'), cell(2, 'freeFloat'), cell(2, 'actualFinish')]).toEqual(['', '', '12 Sep']);
  expect([cell(1, 'remaining'), cell(1, 'pMost'), cell(1, 'onTime')]).toEqual(['3', '27 Sep', '24\u00a0%']);
});

test('a deadline that is missed has a negative float', () => {
  expect(cell(1, 'deadline')).toBe('9 Sep');
  expect(cell(1, 'deadlineFloat')).toBe('\u22122');
  expect(cell(1, 'finishVariance')).toBe('\u22122.5');
});

test('links go by outline number; finish-start without lag is unsaid', () => {
  expect([cell(1, 'predecessors'), cell(1, 'successors'), cell(2, 'predecessors')]).toEqual([
    '1.1',
    '1.3SS+2d',
    '1.2SS+2d',
  ]);
});

test('names and words', () => {
  expect([cell(0, 'ownerName'), cell(0, 'team'), cell(0, 'workstream'), cell(1, 'cost')]).toEqual([
    'Oskár Lind',
    'B',
    'W',
    '20,000',
  ]);
  expect(cell(1, 'constraint')).toBe('Start no earlier than 10 Sep');
  expect(cell(1, 'risks')).toBe('R-01, R-07');
});

test('a row without values shows nothing rather than a word for it', () => {
  for (const id of MORE_IDS) expect(cell(0, id)).not.toMatch(/undefined|null|NaN/);
});
