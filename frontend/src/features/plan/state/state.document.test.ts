import { expect, test } from 'vitest';
import { columnsIn, isEditable, total } from './columns';
import { foldedNow, panelRecord, reduce, START } from './state';
import { fromSearch, toSearch } from './url';
import { zoomed } from '@/features/plan/useKeyboard';

test('the address holds the view and gives it back', () => {
  const state = {
    ...START,
    selected: 'ledger/backfill',
    panel: true,
    pinned: 'ga',
    zoom: 'quarter' as const,
    baseline: 'b1',
    collapsed: new Set(['ws:data', 'ws:edge']),
    filter: { text: 'EU & keys', team: 'a', workstream: 'w', critical: 'only' as const, path: { milestone: 'ga', scope: 'all' as const } },
  }; // prettier-ignore
  expect(fromSearch(new URLSearchParams(toSearch(state).toString()))).toEqual(state);
});

test('defaults are not in the address, and nonsense falls back to them', () => {
  expect(toSearch(START).toString()).toBe('');
  expect(fromSearch(new URLSearchParams('zoom=huge&critical=maybe&path='))).toEqual(START);
});

test('collapsing under a filter does not touch the plan’s own', () => {
  let state = reduce(START, { type: 'fold', id: 'a', folded: true });
  state = reduce(state, { type: 'filter', filter: { text: 'x' } });
  expect([...foldedNow(state)]).toEqual([]);
  state = reduce(state, { type: 'fold', id: 'b', folded: true });
  expect([...foldedNow(state)]).toEqual(['b']);
  state = reduce(state, { type: 'filter', filter: { text: '' } });
  expect([...foldedNow(state)]).toEqual(['a']);
});

test('rows that are edited under a filter are kept until it changes', () => {
  const edit = (id: string) => ({ type: 'edit', editing: { id, column: 'name', draft: null } }) as const;
  expect([...reduce(START, edit('a')).kept]).toEqual([]);
  let state = reduce(START, { type: 'filter', filter: { text: 'x' } });
  state = reduce(reduce(state, edit('a')), { type: 'edit', editing: null });
  expect([...reduce(state, edit('b')).kept]).toEqual(['a', 'b']);
  expect([...reduce(state, { type: 'filter', filter: { text: 'xy' } }).kept]).toEqual([]);
});

test('the panel follows the selection unless it is pinned, and forgets the pin when it closes', () => {
  let state = reduce(START, { type: 'panel', open: true });
  state = reduce(state, { type: 'select', id: 'a' });
  expect(panelRecord(state)).toBe('a');
  state = reduce(reduce(state, { type: 'pin', id: 'a' }), { type: 'select', id: 'b' });
  expect(panelRecord(state)).toBe('a');
  state = reduce(state, { type: 'panel', open: false });
  expect([panelRecord(state), state.pinned]).toEqual([null, null]);
});

test('columns leave a narrow pane one by one, the name never', () => {
  const wide = columnsIn(600, 30, 54);
  expect(total(wide)).toBe(600);
  const ids = columnsIn(260, 30, 54).map((column) => column.id);
  expect(ids).toContain('name');
  expect(ids).not.toContain('wbs');
  expect(total(columnsIn(260, 30, 54))).toBeLessThanOrEqual(260);
});

test('only what people decide can be edited', () => {
  expect(isEditable('task', 'duration')).toBe(true);
  expect(isEditable('milestone', 'duration')).toBe(false);
  expect(isEditable('task', 'finish')).toBe(false);
  expect(isEditable('workstream', 'name')).toBe(false);
});

test('zoom goes step by step and stops at the ends', () => {
  expect([zoomed('month', 1), zoomed('day', -1), zoomed('year', 1), zoomed('fit', -1)]).toEqual([
    'quarter',
    'day',
    'year',
    'quarter',
  ]);
});
