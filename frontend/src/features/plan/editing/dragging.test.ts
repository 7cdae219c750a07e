import { expect, test } from 'vitest';
import { at, MONDAY, sample } from '@/lib/plan/testing/sample';
import { dragged, whyFixed, workdaysOf } from './dragging';

const model = sample([
  { id: 'plain', from: 7, to: 11 },
  { id: 'begun', from: 0, to: 4, actual_start: at(0, 9), progress: 0.4 },
  { id: 'done', from: 0, to: 1, actual_start: at(0, 9), actual_finish: at(1, 17), progress: 1 },
  { id: 'mark', kind: 'milestone', from: 11, to: 11 },
  { id: 'pinned', from: 7, to: 8, constraint: 'must_start_on' },
  { id: 'sum', kind: 'summary', from: 0, to: 1 },
]);
const drag = (row: number, part: 'bar' | 'start' | 'finish', by: number) =>
  dragged(
    model,
    workdaysOf(model, row),
    part === 'bar' ? { row, part } : { row, part: 'edge', side: part },
    by,
  );

test('a bar that is moved starts no earlier than there, and keeps its working days over a weekend', () => {
  expect(drag(0, 'bar', 2)).toMatchObject({
    fields: { constraint: 'start_no_earlier_than', constraint_at: '2026-09-16' },
    from: MONDAY + 9,
    to: MONDAY + 15,
    key: 'plan.drag.start',
  });
  expect(drag(0, 'bar', 2)?.row).toMatchObject({ start: at(9, 9), finish: at(15, 17) });
});

test('it comes to stand on a working day, and nothing changes where it stood', () => {
  expect(drag(0, 'bar', 5)?.from).toBe(MONDAY + 14);
  expect(drag(0, 'bar', -1)).toBeNull();
  expect(drag(0, 'bar', 0)).toBeNull();
});

test('a kind of constraint that names the very day keeps its kind', () => {
  expect(drag(4, 'bar', 1)?.fields).toEqual({ constraint: 'must_start_on', constraint_at: '2026-09-15' });
});

test('what has begun moves its actual start; what is over or summed up does not move', () => {
  expect(drag(1, 'bar', 1)).toMatchObject({
    fields: { actual_start: '2026-09-08' },
    key: 'plan.drag.actual',
  });
  expect(drag(2, 'bar', 1)).toBeNull();
  expect(whyFixed(model, { row: 2, part: 'bar' })).toBe('plan.drag.finished');
  expect(whyFixed(model, { row: 5, part: 'bar' })).toBe('plan.drag.summary');
});

test('the right edge sets the duration, or of what has begun what remains after the status date', () => {
  expect(drag(0, 'finish', 3)?.fields).toEqual({ duration: '6d' });
  expect(drag(0, 'finish', -9)?.fields).toEqual({ duration: '1d' });
  // the status date is Wednesday: Thursday, Friday and Monday remain
  expect(drag(1, 'finish', 3)?.fields).toEqual({ remaining: '3d' });
});

test('the left edge sets start and duration: the finish stays', () => {
  expect(drag(0, 'start', 2)).toMatchObject({
    fields: { constraint: 'start_no_earlier_than', constraint_at: '2026-09-16', duration: '3d' },
    to: MONDAY + 11,
  });
});

test('a milestone moves as one day', () => {
  expect(drag(3, 'bar', 3)).toMatchObject({ from: MONDAY + 14, to: MONDAY + 14 });
});
