import type { first } from './first';
import type { later } from './later';

/** Every sentence of the web UI that does not come from the server, one file per screen. */
export type Messages = typeof first & typeof later;
export type MessageKey = keyof Messages;
