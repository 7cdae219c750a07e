import { expect, test } from 'vitest';
import { isMore, MORE_IDS } from './columnIds';
import { columnsIn, wanted } from './columns';
import { columnsFrom, columnsText, LAYOUT, layoutFrom, movedTo, shifted, sized, toggled } from './layout';

test('a layout is written and read back; the default is no text', () => {
  expect(columnsText(LAYOUT)).toBe('');
  const own = sized(toggled(shifted(LAYOUT, 'finish', -1), 'owner'), 'start', 96);
  expect(columnsText(own)).toBe('wbs,name,-owner,duration,finish,start:96,float,progress');
  expect(columnsFrom(columnsText(own))).toEqual({
    order: own.order,
    hidden: ['owner', ...MORE_IDS],
    widths: { start: 96 },
  });
});

test('what an address says wrongly is left out, and nothing is lost', () => {
  const read = columnsFrom('finish,finish,<b>,start:99999,-name,wbs:5');
  expect(read.order.filter((id) => !isMore(id))).toEqual([
    'finish',
    'name',
    'wbs',
    'owner',
    'duration',
    'start',
    'float',
    'progress',
  ]);
  expect(read.hidden).toEqual(MORE_IDS);
  expect(read.widths).toEqual({ wbs: 28 });
});

test('the address goes before what the reader keeps', () => {
  const kept = { getItem: (key: string) => (key.endsWith('density') ? 'comfortable' : '-wbs') };
  expect(layoutFrom(new URLSearchParams(), kept).hidden).toEqual(['wbs', ...MORE_IDS]);
  expect(layoutFrom(new URLSearchParams(), kept).density).toBe('comfortable');
  expect(layoutFrom(new URLSearchParams('columns=-float&density=compact'), kept)).toMatchObject({
    hidden: ['float', ...MORE_IDS],
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

test('a duration has room for hundreds of days where dates have one for their year', () => {
  const durations = (dates: number) => columnsIn(700, 30, dates).find(({ id }) => id === 'duration')?.width;
  expect([durations(54), durations(90)]).toEqual([46, 62]);
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

test('a chosen column comes behind those that are shown, and is told in the address', () => {
  const layout = sized(toggled(toggled(LAYOUT, 'team'), 'pMost'), 'team', 140);
  expect(columnsText(layout)).toBe('wbs,name,owner,duration,start,finish,float,progress,team:140,pMost');
  expect(columnsFrom(columnsText(layout)).order.slice(0, 10)).toEqual(layout.order.slice(0, 10));
  expect(columnsText(toggled(toggled(layout, 'pMost'), 'team'))).toBe(columnsText(LAYOUT));
  const columns = columnsIn(wanted(30, 54, layout), 30, 54, layout);
  expect(columns.at(-2)).toEqual({ id: 'team', width: 140, align: 'left' });
  expect(columnsIn(400, 30, 54, layout).map(({ id }) => id)).not.toContain('pMost');
});
