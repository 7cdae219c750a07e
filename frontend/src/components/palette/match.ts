/** How well a title answers what was typed: 0 not at all, higher is better. Every word must occur. */
export function score(title: string, query: string): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const text = title.toLowerCase();
  let sum = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return 0;
    const starts = at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
    sum += starts ? 2 : 1;
  }
  return sum / words.length;
}

export function ranked<T extends { title: string }>(items: readonly T[], query: string): T[] {
  return items
    .map((item, index) => ({ item, index, points: score(item.title, query) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || a.index - b.index)
    .map(({ item }) => item);
}
