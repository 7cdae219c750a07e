import { expect, test } from 'vitest';
import { columnsIn } from './columns';
import { columnsFrom, columnsText, LAYOUT, layoutFrom, movedTo, shifted, sized, toggled } from './layout';

test('a layout is written and read back; the default is no text', () => {
  expect(columnsText(LAYOUT)).toBe('');
  const own = sized(toggled(shifted(LAYOUT, 'finish', -1), 'owner'), 'start', 96);
  expect(columnsText(own)).toBe('wbs,name,-owner,duration,finish,start:96,float,progress');
  expect(columnsFrom(columnsText(own))).toEqual({
    order: own.order,
    hidden: ['owner'],
    widths: { start: 96 },
  });
});

test('what an address says wrongly is left out, and nothing is lost', () => {
  const read = columnsFrom('finish,finish,<b>,start:99999,-name,wbs:5');
  expect(read.order).toEqual(['finish', 'name', 'wbs', 'owner', 'duration', 'start', 'float', 'progress']);
  expect(read.hidden).toEqual([]);
  expect(read.widths).toEqual({ wbs: 28 });
});

test('the address goes before what the reader keeps', () => {
  const kept = { getItem: (key: string) => (key.endsWith('density') ? 'comfortable' : '-wbs') };
  expect(layoutFrom(new URLSearchParams(), kept).hidden).toEqual(['wbs']);
  expect(layoutFrom(new URLSearchParams(), kept).density).toBe('comfortable');
  expect(layoutFrom(new URLSearchParams('columns=-float&density=compact'), kept)).toMatchObject({
    hidden: ['float'],
    density: 'compact',
  });
});

test('moving passes hidden columns; the name stays shown; the ends stay', () => {
  expect(shifted(toggled(LAYOUT, 'duration'), 'owner', 1).order.slice(2, 5)).toEqual([
    'duration',
    'start',
    'owner',
  ]);
  expect(shifted(LAYOUT, 'wbs', -1)).toBe(LAYOUT);
  expect(toggled(LAYOUT, 'name')).toBe(LAYOUT);
  expect(movedTo(LAYOUT, 'progress', 'wbs').order[0]).toBe('progress');
});

test('columns stand in their order and width, and the name takes what is left', () => {
  const layout = sized(toggled(movedTo(LAYOUT, 'finish', 'owner'), 'float'), 'finish', 100);
  const columns = columnsIn(600, 30, 54, layout);
  expect(columns.map(({ id }) => id)).toEqual([
    'wbs',
    'name',
    'finish',
    'owner',
    'duration',
    'start',
    'progress',
  ]);
  expect(columns.find(({ id }) => id === 'finish')?.width).toBe(100);
  expect(columns.reduce((sum, { width }) => sum + width, 0)).toBe(600);
});
