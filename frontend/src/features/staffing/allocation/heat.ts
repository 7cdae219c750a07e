/** The heat map: each figure with its color, its mark, and its words. */
import { day } from '@/lib/format/dates';
import { number, percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { GridCell } from '@/features/staffing/grid/CellGrid';
import type { Every, Sheet, SheetRow } from '@/features/staffing/useStaffing';

type Period = Sheet['periods'][number];

/** How a period is named: a week by its Monday, a month and a quarter by themselves. */
export function periodName({ start }: Period, every: Every): string {
  if (every === 'week') return day(start);
  const [year = '', month = '1'] = start.split('-');
  if (every === 'quarter') return `Q${Math.ceil(Number(month) / 3)} ${year}`;
  const name = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });
  return `${name.format(new Date(`${start}T00:00Z`))} ${year}`;
}

export const asked = (row: SheetRow, at: number): number => (row.named[at] ?? 0) + (row.unnamed[at] ?? 0);

/** Red also where single days are too much, though the period has room. */
export function toneOf(share: number, over: number): string {
  if (over > 0 || share > 1.1) return 'h-off';
  if (share > 1) return 'h-at';
  if (share > 0.5) return 'h-mid';
  return share > 0 ? 'h-low' : '';
}

export function heatCell(row: SheetRow, at: number, period: string): GridCell {
  const [there, wanted] = [row.capacity[at] ?? 0, asked(row, at)];
  const [over, away] = [row.over[at] ?? 0, row.away[at] ?? 0];
  const head = { row: row.name, period };
  if (row.open || (there <= 0 && wanted > 0 && away <= 0)) {
    if (wanted <= 0) return { text: '', words: t('staffing.say.none', { ...head, there: number(there) }) };
    return {
      text: number(Math.round(wanted)),
      tone: 'h-open',
      words: t('staffing.say.open', { ...head, asked: number(wanted) }),
    };
  }
  if (there <= 0) {
    if (wanted <= 0)
      return { text: '', tone: 'h-shut', words: t('staffing.say.none', { ...head, there: '0' }) };
    const words = `${row.name}, ${period}: ${t('staffing.say.away', { asked: number(wanted) })}`;
    return { text: t('staffing.away'), tone: 'h-away', words };
  }
  if (wanted <= 0) return { text: '', words: t('staffing.say.none', { ...head, there: number(there) }) };
  const share = wanted / there;
  const said = t('staffing.say.load', {
    ...head,
    asked: number(wanted),
    there: number(there),
    share: percent(share),
  });
  const words = over > 0 ? `${said} ${t('staffing.say.over', { over: number(over) })}` : said;
  return { text: `${Math.round(share * 100)}${over > 0 ? '▲' : ''}`, tone: toneOf(share, over), words };
}
