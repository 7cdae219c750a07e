import { beforeAll, describe, expect, it } from 'vitest';
import { loadMessages } from '@/lib/messages/t';
import type { Sheet, SheetRow } from '@/features/staffing/useStaffing';
import { linesOf, sheetCell, valueOf } from './lines';

beforeAll(loadMessages);

const row: SheetRow = {
  id: 'Engineer',
  name: 'Engineer',
  open: false,
  people: 2,
  capacity: [80],
  named: [60],
  unnamed: [40],
  over: [0],
  away: [0],
};
const sheet: Sheet = {
  by: 'role',
  every: 'week',
  first: '2026-10-05',
  periods: [{ start: '2026-10-05', finish: '2026-10-12' }],
  full: [40],
  rows: [row],
};

describe('the lines of the staffing sheet', () => {
  it('have a gap with its sign, in full-time equivalents and in hours', () => {
    expect(sheetCell(row, 'gap', 0, '5 Oct', sheet, 'fte').text).toBe('−0.5');
    expect(sheetCell(row, 'gap', 0, '5 Oct', sheet, 'hours').text).toBe('−20');
    expect(sheetCell(row, 'gap', 0, '5 Oct', sheet, 'fte').tone).toContain('s-less');
  });

  it('tell open work apart where there is some', () => {
    expect(linesOf(row)).toEqual(['there', 'asked', 'open', 'gap']);
    expect(linesOf({ ...row, unnamed: [0] })).toEqual(['there', 'asked', 'gap']);
    expect(linesOf({ ...row, open: true })).toEqual(['asked', 'gap']);
  });

  it('have no full-time equivalents where nobody works', () => {
    expect(valueOf(8, 0, 'fte')).toBeNull();
    expect(valueOf(0, 0, 'fte')).toBe(0);
  });
});
