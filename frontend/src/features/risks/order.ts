import type { RiskRow } from '@/api/types';

const size = (value: number | null) => value ?? 0;

/** What delays most first; gains come last. Equal moves fall back to the expected delay. */
export const byWeight = (a: RiskRow, b: RiskRow): number =>
  size(b.moves_days) - size(a.moves_days) ||
  size(b.expected_days) - size(a.expected_days) ||
  a.id.localeCompare(b.id);

/** "R-07" as "7" for the matrix; ids of another form stay as they are. */
export const shortId = (id: string): string => /(\d+)$/.exec(id)?.[1]?.replace(/^0+(?=\d)/, '') ?? id;

export function matches(risk: RiskRow, query: string): boolean {
  const text =
    `${risk.id} ${risk.title} ${risk.owner?.name ?? ''} ${risk.event} ${risk.response?.text ?? ''}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
