/** The list with two of its places exchanged. */
export function swapped<T>(list: readonly T[], one: number, other: number): T[] {
  const next = [...list];
  const [a, b] = [list[one], list[other]];
  if (a === undefined || b === undefined) return next;
  next[one] = b;
  next[other] = a;
  return next;
}
