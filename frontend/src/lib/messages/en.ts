import { shell } from './en/shell';
import { shared } from './en/shared';
import { plan } from './en/plan';

/** Every sentence of the web UI that does not come from the server, one file per screen. */
export const en = { ...shell, ...shared, ...plan } as const;

export type MessageKey = keyof typeof en;
