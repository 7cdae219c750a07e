import type { Status, Tone } from '@/api/types';

/** Color of a delay: the status says how bad it is; a delay of no status is amber, a gain teal. */
export function deltaTone(days: number, status?: Status): Tone | '' {
  if (days <= 0) return days < 0 ? 'on' : '';
  return status === 'off_track' ? 'off' : 'at';
}
