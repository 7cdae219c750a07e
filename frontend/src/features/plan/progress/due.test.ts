import { expect, test } from 'vitest';
import { at, MONDAY, sample } from '@/lib/plan/testing/sample';
import { answerAs, blankAnswer, byOwner, dueBy, reportsOf, settled, wrongIn, type Answer } from './due';

const model = sample([
  { id: 'done', from: 0, to: 1, actual_finish: at(1, 17) },
  { id: 'run', from: 0, to: 9, actual_start: at(0, 9), progress: 0.4, owner: 0, version: 3 },
  { id: 'late', from: 0, to: 2, owner: 0 },
  { id: 'wait', from: 4, to: 8 },
  { id: 'far', from: 30, to: 40 },
  { id: 'gate', kind: 'milestone', from: 3, to: 3 },
  { id: 'sum', kind: 'summary', from: 0, to: 40 },
]);
const due = dueBy(model, MONDAY + 4);
const AS_OF = '2026-09-11';
const of = (id: string) => {
  const found = due.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

test('what is begun or should be is asked, what is over or far is not', () => {
  expect(due.map(({ id, state }) => [id, state])).toEqual([
    ['run', 'running'],
    ['late', 'late'],
    ['wait', 'waiting'],
    ['gate', 'late'],
  ]);
  expect(byOwner(due).map(([owner, rows]) => [owner, rows.length])).toEqual([
    [0, 2],
    [-1, 2],
  ]);
});

test('an answer begins with the days of the plan, as far as they have been', () => {
  expect(answerAs('done', of('late'), AS_OF)).toMatchObject({
    started: '2026-09-07',
    finished: '2026-09-09',
  });
  expect(answerAs('progress', of('wait'), AS_OF)).toMatchObject({ started: '2026-09-11', percent: '0' });
  expect(wrongIn(answerAs('done', of('wait'), AS_OF), AS_OF, 8)).toBe(null);
});

test('what cannot be is named', () => {
  const begun = answerAs('progress', of('run'), AS_OF);
  expect(wrongIn({ ...begun, percent: '100' }, AS_OF, 8)).toBe('percent');
  expect(wrongIn({ ...begun, remaining: 'soon' }, AS_OF, 8)).toBe('remaining');
  expect(wrongIn({ ...begun, started: '2026-09-12' }, AS_OF, 8)).toBe('started');
  expect(wrongIn({ ...answerAs('done', of('run'), AS_OF), finished: '2026-09-01' }, AS_OF, 8)).toBe(
    'finished',
  );
});

test('only what happened is sent, with the version that was read', () => {
  const answers = new Map<string, Answer>([
    ['run', { ...answerAs('progress', of('run'), AS_OF), percent: '60', remaining: '3' }],
    ['late', blankAnswer(of('late'))],
    ['wait', answerAs('same', of('wait'), AS_OF)],
    ['gate', answerAs('done', of('gate'), AS_OF)],
  ]);
  expect(reportsOf(due, answers, 8)).toEqual([
    { activity: 'run', version: 3, progress: 0.6, remaining: '3d' },
    { activity: 'gate', version: 1, actual_finish: '2026-09-10' },
  ]);
});

test('of stale reports ours go on top of theirs, or are left out', () => {
  const reports = [
    { activity: 'a', version: 1, progress: 0.5 },
    { activity: 'b', version: 4, progress: 1 },
  ];
  const stale = [{ id: 'a', version: 3 }];
  expect(settled(reports, stale, true)).toEqual([{ activity: 'a', version: 3, progress: 0.5 }, reports[1]]);
  expect(settled(reports, stale, false)).toEqual([reports[1]]);
});
