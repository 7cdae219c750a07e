import { beforeAll, describe, expect, it } from 'vitest';
import { loadMessages } from '@/lib/messages/t';
import type { SheetRow } from '@/features/staffing/useStaffing';
import { heatCell, periodName } from './heat';

beforeAll(loadMessages);

const row = (part: Partial<SheetRow>): SheetRow => ({
  id: 'ada',
  name: 'Ada',
  open: false,
  people: 1,
  capacity: [40],
  named: [0],
  unnamed: [0],
  over: [0],
  away: [0],
  ...part,
});

describe('a cell of the heat map', () => {
  it('says its figure in words and not by its color alone', () => {
    const cell = heatCell(row({ named: [58], over: [18] }), 0, '5 Oct');
    expect(cell.text).toBe('145▲');
    expect(cell.tone).toBe('h-off');
    expect(cell.words).toContain('58 of 40 hours');
    expect(cell.words).toContain('18 hours too many');
  });

  it('shows a double day within a calm week', () => {
    expect(heatCell(row({ named: [16], over: [8] }), 0, '5 Oct')).toMatchObject({
      text: '40▲',
      tone: 'h-off',
    });
  });

  it('tells no time from no work', () => {
    expect(heatCell(row({ capacity: [0], named: [8], away: [8] }), 0, '5 Oct')).toMatchObject({
      text: 'none',
      tone: 'h-away',
    });
    expect(heatCell(row({}), 0, '5 Oct').text).toBe('');
  });

  it('counts the hours of work that has nobody', () => {
    expect(heatCell(row({ open: true, capacity: [0], unnamed: [12] }), 0, '5 Oct')).toMatchObject({
      text: '12',
      tone: 'h-open',
    });
  });
});

describe('the name of a period', () => {
  it('is that of its month or quarter', () => {
    const period = { start: '2026-11-17', finish: '2027-01-01' };
    expect(periodName(period, 'quarter')).toBe('Q4 2026');
    expect(periodName(period, 'month')).toBe('Nov 2026');
  });
});
