/** Time zones: the names that the browser knows, and what a wall clock there says here. */
import { clock } from './shifts';

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const zoneNames = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** Minutes that `zone` is ahead of UTC at an instant; null for a zone that the browser does not know. */
export function offsetOf(zone: string, at: Date): number | null {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
      at,
    );
    const text = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    const found = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text);
    if (found === null) return null;
    const minutes = Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0);
    return found[1] === '-' ? -minutes : minutes;
  } catch {
    return null;
  }
}

/** A wall time of `zone` as the clock of `own` shows it: "04:30", with +1 or −1 where that is another day. */
export function wallTime(minute: number, zone: string, own: string, at: Date): string | null {
  const there = offsetOf(zone, at);
  const here = offsetOf(own, at);
  if (there === null || here === null) return null;
  const shifted = minute - there + here;
  const day = Math.floor(shifted / 1440);
  const sign = day === 0 ? '' : day > 0 ? ' +1' : ' \u22121';
  return clock(((shifted % 1440) + 1440) % 1440) + sign;
}
