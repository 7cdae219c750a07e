/** Every column that the grid can show: those that it shows unasked, and those to be chosen. */
export const STANDARD = ['wbs', 'name', 'owner', 'duration', 'start', 'finish', 'float', 'progress'] as const;

/** In the groups of the Columns menu. Ids are letters: they stand in addresses and in names of CSS variables. */
export const MORE = {
  dates: ['lateStart', 'lateFinish', 'freeFloat', 'actualStart', 'actualFinish', 'remaining'],
  promises: ['constraint', 'deadline', 'deadlineFloat', 'target', 'commitment'],
  baseline: ['baselineStart', 'baselineFinish', 'startVariance', 'finishVariance', 'durationVariance'],
  forecast: ['low', 'likely', 'high', 'pHalf', 'pMost', 'onTime', 'criticality', 'status'],
  who: ['ownerName', 'team', 'workstream', 'calendar'],
  logic: ['predecessors', 'successors'],
  other: ['cost', 'costPerDay', 'risks', 'note'],
} as const;

export type MoreColumn = (typeof MORE)[keyof typeof MORE][number];
export type ColumnId = (typeof STANDARD)[number] | MoreColumn;
export type ColumnGroup = 'standard' | keyof typeof MORE;

export const MORE_IDS: readonly MoreColumn[] = Object.values(MORE).flat();
export const COLUMN_IDS: readonly ColumnId[] = [...STANDARD, ...MORE_IDS];

const chosen = new Set<string>(MORE_IDS);
export const isMore = (id: ColumnId): id is MoreColumn => chosen.has(id);

export const GROUPS: readonly ColumnGroup[] = ['standard', 'dates', 'promises', 'baseline', 'forecast', 'who', 'logic', 'other']; // prettier-ignore
export const idsOf = (group: ColumnGroup): readonly ColumnId[] =>
  group === 'standard' ? STANDARD : MORE[group];
