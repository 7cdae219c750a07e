/** The columns of the grid: which are shown in a width, and which can be edited. */
import type { Kind } from '@/lib/plan/data/columns';
import { isWords, widthOf } from './cellValues';
import { isMore, MORE_IDS, type ColumnId, type MoreColumn } from './columnIds';
import { LAYOUT, type Layout } from './layout';

export type Column = { id: ColumnId; width: number; align: 'left' | 'right' };

const LEAST_NAME = 150;
/** What the name gets where the pane grows with the columns. */
const ROOMY_NAME = 220;
/** Columns that leave first when the pane is narrow. */
const LEAVING: ColumnId[] = ['wbs', 'progress', 'start', 'float', 'owner', 'duration', 'finish'];

/** Where dates need their year, durations come to hundreds of days. */
export const durationWidth = (dates: number): number => (dates > 60 ? 62 : 46);

/** The columns of a layout that fit into `width`; the name takes what is left. `dates` is the width of a date. */
export function columnsIn(width: number, wbs: number, dates: number, layout: Layout = LAYOUT): Column[] {
  const own: Column[] = [
    { id: 'wbs', width: wbs, align: 'left' },
    { id: 'name', width: LEAST_NAME, align: 'left' },
    { id: 'owner', width: 30, align: 'left' },
    { id: 'duration', width: durationWidth(dates), align: 'right' },
    { id: 'start', width: dates, align: 'right' },
    { id: 'finish', width: dates, align: 'right' },
    { id: 'float', width: 38, align: 'right' },
    { id: 'progress', width: 36, align: 'right' },
    ...MORE_IDS.map((id) => ({
      id,
      width: widthOf(id, dates),
      align: isWords(id) ? ('left' as const) : ('right' as const),
    })),
  ];
  const fixed = layout.order.flatMap((id) => {
    const column = own.find((each) => each.id === id);
    return column === undefined || layout.hidden.includes(id)
      ? []
      : [{ ...column, width: id === 'name' ? column.width : (layout.widths[id] ?? column.width) }];
  });
  let shown = fixed;
  const leaving = [
    ...fixed
      .map(({ id }) => id)
      .filter(isMore)
      .reverse(),
    ...LEAVING,
  ];
  for (const id of leaving) {
    if (total(shown) <= width) break;
    shown = shown.filter((column) => column.id !== id);
  }
  const spare = Math.max(0, width - total(shown));
  return shown.map((column) => (column.id === 'name' ? { ...column, width: column.width + spare } : column));
}

/** Width that the columns of a layout ask for. */
export const wanted = (wbs: number, dates: number, layout: Layout): number =>
  total(
    columnsIn(Infinity, wbs, dates, layout).map((each) =>
      each.id === 'name' ? { ...each, width: ROOMY_NAME } : each,
    ),
  );

export function total(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0);
}

/** Chosen columns that people decide: of every row, of activities and milestones, and of activities alone. */
const EVERY: readonly MoreColumn[] = ['ownerName', 'team', 'deadline', 'predecessors', 'successors'];
const LEAF: readonly MoreColumn[] = ['constraint', 'calendar', 'target', 'commitment', 'actualFinish'];
const WORK: readonly MoreColumn[] = [
  'actualStart',
  'remaining',
  'low',
  'likely',
  'high',
  'cost',
  'costPerDay',
];

/** Whether people decide the value, rather than the schedule. */
export function isEditable(kind: Kind | undefined, column: ColumnId): boolean {
  if (kind === 'program' || kind === 'workstream' || kind === undefined) return false;
  if (column === 'name' || column === 'owner') return true;
  if (column === 'start') return kind === 'task' || kind === 'milestone';
  if (column === 'duration' || column === 'progress') return kind === 'task';
  return (
    isMore(column) &&
    (EVERY.includes(column) ||
      (kind === 'summary' ? false : LEAF.includes(column) || (kind === 'task' && WORK.includes(column))))
  );
}
