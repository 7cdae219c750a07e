import { expect, test } from 'vitest';
import { sample, sampleColumns, at } from '@/lib/plan/testing/sample';
import { durationDraft, durationFields, nameDraft, progressDraft } from './drafts';
import { heldAfter, movedRows } from './useEdits';

const rows = [
  { id: 'plain', from: 0, to: 4, duration_days: 5 },
  { id: 'estimated', from: 0, to: 5, duration_days: 6, low: 5, likely: 6, high: 15 },
  { id: 'both', from: 0, to: 3, duration_days: 4, low: 5, likely: 6, high: 15 },
];
const model = sample(rows);

test('a name is trimmed, needed, and unchanged is nothing', () => {
  expect(nameDraft(' New ', 'Old')).toEqual({ change: { patch: { title: 'New' }, row: { title: 'New' } } });
  expect(nameDraft('Old ', 'Old')).toBeNull();
  expect(nameDraft(' ', 'Old')).toEqual({ error: 'plan.edit.noName' });
});

test('progress is a share', () => {
  expect(progressDraft('80 %', 0.2)).toEqual({
    change: { patch: { progress: 0.8 }, row: { progress: 0.8 } },
  });
  expect(progressDraft('20', 0.2)).toBeNull();
  expect(progressDraft('120', 0.2)).toEqual({ error: 'plan.edit.badPercent' });
});

test('a bare duration is sent as days', () => {
  expect(durationDraft({ ...durationFields(model, 0), likely: '8' }, model, 0)).toEqual({ change: { patch: { duration: '8d' }, row: { duration_days: 8 } } }); // prettier-ignore
  expect(durationDraft(durationFields(model, 0), model, 0)).toBeNull();
});

test('the likely of an estimate keeps low and high', () => {
  expect(durationDraft({ likely: '8', low: '5', high: '15' }, model, 1)).toMatchObject({ change: { patch: { estimate: '5d/8d/15d' } } }); // prettier-ignore
});

test('a duration of its own beside the estimate is sent too, or the plan would not move', () => {
  expect(durationDraft({ likely: '8', low: '5', high: '15' }, model, 2)).toMatchObject({ change: { patch: { estimate: '5d/8d/15d', duration: '8d' } } }); // prettier-ignore
});

test('clearing low and high drops the estimate', () => {
  expect(durationDraft({ likely: '6', low: '', high: '' }, model, 1)).toMatchObject({ change: { patch: { duration: '6d', estimate: null } } }); // prettier-ignore
});

test('half an estimate, and one that does not rise, say why', () => {
  expect(durationDraft({ likely: '6', low: '5', high: '' }, model, 1)).toEqual({
    error: 'plan.edit.needBoth',
  });
  expect(durationDraft({ likely: '20', low: '5', high: '15' }, model, 1)).toEqual({
    error: 'plan.edit.notRising',
  });
  expect(durationDraft({ likely: 'soon', low: '', high: '' }, model, 0)).toEqual({
    error: 'plan.edit.badDuration',
  });
});

test('rows that an edit moves are remembered where they stood', () => {
  const columns = sampleColumns(rows) as Parameters<typeof movedRows>[0];
  expect(movedRows(columns, [{ id: 'plain', finish: at(9, 17) }, { id: 'both', progress: 1 }, { id: 'estimated', start: at(0, 9) }])).toEqual([{ row: 0, id: 'plain', start: at(0, 9), finish: at(4, 17) }]); // prettier-ignore
});

test('a plan holds the forecast of an edit only where the answer led from the one that it held', () => {
  const held = { run: 7, explained: true };
  expect(heldAfter(held, { simulation: { state: 'done', id: 8 } })).toEqual({ run: 8, explained: false });
  expect(heldAfter(held, { simulation: { state: 'done', id: 9 } })).toBe(held);
  expect(heldAfter(held, { simulation: { state: 'running', id: 8 } })).toBe(held);
  expect(heldAfter(held, { simulation: null })).toBe(held);
});
