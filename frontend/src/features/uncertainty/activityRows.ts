/** The table of activities: its rows sorted and found, and the evidence of each figure. Pure. */
import type { Fact, Facts } from '@/api/types';
import { number, percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Sensitivity } from './useUncertainty';

export const FIGURES = ['criticality', 'index', 'cruciality', 'spread'] as const;
export type Figure = (typeof FIGURES)[number];
export type SortKey = Figure | 'activity';
export type Sort = { by: SortKey; down: boolean };

const columnOf = (data: Sensitivity, figure: Figure): readonly number[] =>
  figure === 'spread' ? data.spread_days : data[figure];

export const figureOf = (data: Sensitivity, figure: Figure, row: number): number | null =>
  columnOf(data, figure)[row] ?? null;

/** Places of the rows whose title has the text, in order; ties stay in the order of the plan. */
export function rowsOf(data: Sensitivity, { by, down }: Sort, text: string): number[] {
  const wanted = text.trim().toLocaleLowerCase();
  const rows = data.id.flatMap((_, row) =>
    (data.title[row] ?? '').toLocaleLowerCase().includes(wanted) ? [row] : [],
  );
  const sign = down ? -1 : 1;
  if (by === 'activity')
    return rows.sort((a, b) => sign * (data.title[a] ?? '').localeCompare(data.title[b] ?? ''));
  const column = columnOf(data, by);
  return rows.sort((a, b) => sign * ((column[a] ?? 0) - (column[b] ?? 0)) || a - b);
}

export function figureText(figure: Figure, value: number | null): string {
  if (value === null) return '–';
  if (figure === 'criticality') return percent(value);
  return figure === 'spread' ? number(value) : value.toFixed(2).replace('-', '−');
}

export const factId = (figure: Figure, id: string): string => `${figure}:${id}`;

/** What each figure of the rows on screen is computed from. */
export function factsOf(data: Sensitivity, rows: readonly number[], asOf: string): Facts {
  const facts: Facts = {};
  for (const row of rows) {
    for (const figure of FIGURES) {
      const fact = factOf(data, figure, row, asOf);
      if (fact !== null) facts[fact.id] = fact;
    }
  }
  return facts;
}

function factOf(data: Sensitivity, figure: Figure, row: number, asOf: string): Fact | null {
  const value = figureOf(data, figure, row);
  const id = data.id[row];
  if (value === null || id === undefined) return null;
  const title = data.title[row] ?? id;
  return {
    id: factId(figure, id),
    label: `${t(`uncertainty.col.${figure}`)}, ${title}`,
    value,
    unit: figure === 'criticality' ? 'share' : '',
    formula: t(`uncertainty.${figure}.how`, {
      milestone: data.milestone,
      total: data.iterations,
      value: figureText(figure, value),
      criticality: figureText('criticality', figureOf(data, 'criticality', row)),
      spread: figureText('spread', figureOf(data, 'spread', row)),
    }),
    records: [{ kind: 'activity', id, title }],
    as_of: asOf,
    interval: null,
  };
}
