/** The staffing sheet: for each row what is there, what is asked, and the gap. */
import { number, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { GridCell } from '@/features/staffing/grid/CellGrid';
import { asked } from '@/features/staffing/allocation/heat';
import type { Sheet, SheetRow } from '@/features/staffing/useStaffing';

export type Unit = 'fte' | 'hours';
export const LINES = ['there', 'asked', 'open', 'gap'] as const;
export type Line = (typeof LINES)[number];

/** The lines that a row needs: nobody stands behind open work, and most rows have none of it. */
export function linesOf(row: SheetRow): Line[] {
  const open = row.unnamed.some((hours) => hours > 0);
  return LINES.filter((line) => (line === 'open' ? open && !row.open : line !== 'there' || !row.open));
}

export function hoursOf(row: SheetRow, line: Line, at: number): number {
  if (line === 'there') return row.capacity[at] ?? 0;
  if (line === 'open') return row.unnamed[at] ?? 0;
  return line === 'asked' ? asked(row, at) : (row.capacity[at] ?? 0) - asked(row, at);
}

/** Hours, or full-time equivalents: shares of what somebody who works full time has in that period. */
export function valueOf(hours: number, full: number, unit: Unit): number | null {
  if (unit === 'hours') return Math.round(hours);
  if (full <= 0) return hours === 0 ? 0 : null;
  return Math.round((hours / full) * 10) / 10;
}

export function sheetCell(
  row: SheetRow,
  line: Line,
  at: number,
  period: string,
  sheet: Sheet,
  unit: Unit,
): GridCell {
  const value = valueOf(hoursOf(row, line, at), sheet.full[at] ?? 0, unit);
  const figure = value === null ? '–' : line === 'gap' ? signed(value) : number(value);
  const words = t('staffing.say.line', {
    row: row.name,
    line: t(`staffing.line.${line}`),
    period,
    value: `${figure} ${t(`staffing.unit.${unit}`)}`,
  });
  const empty = value === 0 && line !== 'gap';
  return { text: empty ? '' : figure, tone: toneOf(line, value), words };
}

function toneOf(line: Line, value: number | null): string {
  if (line === 'gap') return value !== null && value < 0 ? 's-gap s-less' : 's-gap';
  return line === 'open' ? 's-open' : '';
}
