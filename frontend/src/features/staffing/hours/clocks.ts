/** Clock times and offsets of time zones. */
export const clock = (at: string): string => at.slice(11, 16);

/**
 * Times of work as a day of their own clock: midnight elsewhere cuts a shift in two parts of two days, which are one
 * shift again in the order of the clock.
 */
export function shifts(spans: readonly (readonly string[])[]): string[] {
  const parts = spans.map(([from = '', to = '']) => [clock(from), clock(to)] as const);
  const joined: [string, string][] = [];
  for (const [from, to] of parts.toSorted(([a], [b]) => a.localeCompare(b))) {
    const last = joined.at(-1);
    if (last?.[1] === from) last[1] = to;
    else joined.push([from, to]);
  }
  return joined.map(([from, to]) => `${from}–${to}`);
}

/** Minutes before UTC as people write them: `UTC+5:30`. */
export function offsetName(minutes: number): string {
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const sign = minutes < 0 ? '−' : '+';
  return `UTC${sign}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** A time zone with its offset, where that is not all it says. */
export const zoneName = (zone: string, offset: number): string =>
  zone === 'UTC' ? zone : `${zone} ${offsetName(offset)}`;

/** The day itself, or the Monday after it where most people rest. */
export function workingDay(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  const rest = { 6: 2, 0: 1 }[at.getUTCDay()] ?? 0;
  at.setUTCDate(at.getUTCDate() + rest);
  return at.toISOString().slice(0, 10);
}

/** Four hours and more are half a day together. */
export function overlapTone(hours: number): string {
  if (hours <= 0) return 'o-none';
  if (hours < 2) return 'o-few';
  return hours < 4 ? 'o-some' : 'o-many';
}
