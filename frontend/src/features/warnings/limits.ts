import type { TeamLimit } from './useLimits';

export type Drafts = Readonly<Record<string, string>>;

const MOST = 1_000_000;

/** A limit as typed: empty is none; null is no limit that there can be. */
export function limitIn(text: string): number | 'none' | null {
  const plain = text.trim().replaceAll(',', '');
  if (plain === '') return 'none';
  const value = Number(plain);
  return /^\d+$/.test(plain) && value >= 1 && value <= MOST ? value : null;
}

export const textOf = ({ limit }: TeamLimit): string => (limit === null ? '' : String(limit));

/** All limits as they would be saved; null while one of them is wrong. */
export function limitsOf(teams: readonly TeamLimit[], drafts: Drafts): Record<string, number> | null {
  const limits: Record<string, number> = {};
  for (const team of teams) {
    const limit = limitIn(drafts[team.name] ?? textOf(team));
    if (limit === null) return null;
    if (limit !== 'none') limits[team.name] = limit;
  }
  return limits;
}
