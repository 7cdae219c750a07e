import type { Portfolio, ProgramRow, Status } from '@/api/types';
import { ordered } from './order';

/** The programs of a portfolio; null: those that are in none. */
export type Group = { portfolio: Portfolio | null; rows: ProgramRow[]; worst: Status | null };

/** Portfolios by title with their rows in the given order, then the programs in none. */
export function grouped(rows: readonly ProgramRow[], portfolios: readonly Portfolio[]): Group[] {
  const group = (portfolio: Portfolio | null, its: ProgramRow[]): Group => ({
    portfolio,
    rows: its,
    worst: ordered(its, 'worst')[0]?.status.status ?? null,
  });
  const placed = new Set(portfolios.flatMap(({ programs }) => programs));
  const groups = portfolios.map((each) =>
    group(
      each,
      rows.filter(({ id }) => each.programs.includes(id)),
    ),
  );
  const rest = rows.filter(({ id }) => !placed.has(id));
  return rest.length > 0 ? [...groups, group(null, rest)] : groups;
}
