/** Instants on the local clock of a time zone, by a table of its offsets: cheap enough for every mark of a plan. */

export const DAY = 1440;
/** Stands for "no instant" in an Int32Array of minutes. */
export const NONE = -2147483648;

export type ZoneTable = {
  zone: string;
  /** From instant `from[i]` (minutes UTC) on, the clock is `offset[i]` minutes ahead of UTC. */
  from: number[];
  offset: number[];
};

const SAMPLE = 14 * DAY;
const readers = new Map<string, (at: number) => number>();

/** Offsets of `zone` in `[first, last]`, minutes UTC. An unknown zone counts as UTC. */
export function zoneTable(zone: string, first: number, last: number): ZoneTable {
  const offsetAt = readerOf(zone);
  const table: ZoneTable = { zone, from: [first], offset: [offsetAt(first)] };
  // looked at on the same instants for each range, so that a second table of a zone finds them known
  let next = first;
  for (let at = first; at < last; at = next) {
    next = Math.min((Math.floor(at / SAMPLE) + 1) * SAMPLE, last);
    if (offsetAt(next) === offsetAt(at)) continue;
    const change = firstChange(offsetAt, at, next);
    table.from.push(change);
    table.offset.push(offsetAt(change));
  }
  return table;
}

function firstChange(offsetAt: (at: number) => number, low: number, high: number): number {
  const before = offsetAt(low);
  let same = low;
  let changed = high;
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (offsetAt(middle) === before) same = middle;
    else changed = middle;
  }
  return changed;
}

/** The reader of a zone. What it has read stays: asking the browser takes longer than all else of a table. */
function readerOf(zone: string): (at: number) => number {
  const reader = readers.get(zone) ?? offsetReader(zone);
  readers.set(zone, reader);
  return reader;
}

function offsetReader(zone: string): (at: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  } catch {
    return () => 0;
  }
  const known = new Map<number, number>();
  return (at) => {
    const seen = known.get(at);
    if (seen !== undefined) return seen;
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at * 60_000)) part[type] = Number(value);
    const local = Date.UTC(part.year ?? 1970, (part.month ?? 1) - 1, part.day, part.hour, part.minute);
    const offset = Math.round(local / 60_000 - at);
    known.set(at, offset);
    return offset;
  };
}

/** Minutes on the local clock, counted as if the clock were UTC. */
export function toLocal(table: ZoneTable, at: number): number {
  let i = table.from.length - 1;
  while (i > 0 && at < (table.from[i] ?? 0)) i -= 1;
  return at + (table.offset[i] ?? 0);
}

/** The instant at which the local clock shows `local`; in the gap of a clock change, the instant of the change. */
export function toInstant(table: ZoneTable, local: number): number {
  for (let i = table.from.length - 1; i > 0; i -= 1) {
    const change = table.from[i] ?? 0;
    if (local - (table.offset[i] ?? 0) >= change) return local - (table.offset[i] ?? 0);
    if (local - (table.offset[i - 1] ?? 0) >= change) return change;
  }
  return local - (table.offset[0] ?? 0);
}

/** Day number (days since 1970-01-01) of local minutes. */
export function dayOf(local: number): number {
  return Math.floor(local / DAY);
}

/** The day on which work that finishes at this local minute ends: midnight belongs to the day before. */
export function lastDay(local: number): number {
  return Math.floor((local - 1) / DAY);
}

/** Day number of `YYYY-MM-DD`. */
export function dayOfIso(iso: string): number {
  return Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000);
}

/** `YYYY-MM-DD` of a day number. */
export function isoOfDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** 0 Monday to 6 Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
