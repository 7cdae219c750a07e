/** The type of a failure that is none: the write waits on this device and is sent by itself. */
export const KEPT = 'urn:pilotage:kept';

export const isKept = (error: unknown): boolean =>
  (error as { details?: { type?: string } } | null)?.details?.type === KEPT;
