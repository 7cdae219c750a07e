import type { Status } from '@/api/types';

/** Short class of a status in `pieces.css`. */
export const tone: Record<Status, 'on' | 'at' | 'off' | 'un' | 'done'> = {
  on_track: 'on',
  at_risk: 'at',
  off_track: 'off',
  unknown: 'un',
  landed: 'done',
};

/** Disc with check, triangle with !, octagon with x, dashed ring with ?, open ring with check: shape before color. */
function Shape({ status }: { status: Status }) {
  const mark = { fill: 'none', strokeWidth: 1.6, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
  switch (status) {
    case 'on_track':
      return (
        <>
          <circle cx="7" cy="7" r="6" fill="currentColor" />
          <path d="M4.200 7.200 6.200 9.200 9.900 5" stroke="var(--surface)" {...mark} />
        </>
      );
    case 'at_risk':
      return (
        <>
          <path
            d="M7 1.200c.5 0 .9.200 1.100.6l4.900 9c.5.900-.1 1.900-1.100 1.900H2.100c-1 0-1.600-1-1.100-1.900l4.900-9c.2-.4.600-.6 1.100-.6z"
            fill="currentColor"
          />
          <path d="M7 5v3.400M7 10.400v.1" stroke="var(--surface)" {...mark} />
        </>
      );
    case 'off_track':
      return (
        <>
          <path d="M4.500 1h5L13 4.500v5L9.500 13h-5L1 9.500v-5z" fill="currentColor" />
          <path d="M4.900 4.900l4.200 4.200M9.100 4.900 4.900 9.100" stroke="var(--surface)" {...mark} />
        </>
      );
    case 'landed':
      return (
        <>
          <circle cx="7" cy="7" r="5.300" fill="none" stroke="currentColor" strokeWidth="1.400" />
          <path d="M4.400 7.200 6.300 9 9.600 5.200" stroke="currentColor" {...mark} strokeWidth={1.4} />
        </>
      );
    case 'unknown':
      return (
        <>
          <circle
            cx="7"
            cy="7"
            r="5.300"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.400"
            strokeDasharray="2.600 1.700"
          />
          <path
            d="M5.600 5.600a1.500 1.500 0 1 1 2 1.500c-.4.200-.6.500-.6.900M7 9.800v.1"
            stroke="currentColor"
            {...mark}
            strokeWidth={1.3}
          />
        </>
      );
  }
}

export function StatusGlyph({ status, label }: { status: Status; label?: string }) {
  const named = label === undefined ? { 'aria-hidden': true as const } : { role: 'img', 'aria-label': label };
  return (
    <svg className={`glyph ${tone[status]}`} viewBox="0 0 14 14" {...named}>
      <Shape status={status} />
    </svg>
  );
}
