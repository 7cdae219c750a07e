import { later } from '@/components/feedback/later';
import * as dialogs from './dialogs/later';

/** What shows over the plan only when it was asked for, or when a change was refused. */
export const LinkPopover = later(async () => (await import('./links/LinkPopover')).LinkPopover);
export const LinksDialog = later(async () => (await import('./links/LinksDialog')).LinksDialog);
export const ManyRefusal = later(async () => (await import('./editing/ManyRefusal')).ManyRefusal);
export const RefusalCard = later(async () => (await import('./editing/RefusalCard')).RefusalCard);
export const RowMenu = later(async () => (await import('./rows/RowMenu')).RowMenu);
export const WhyPanel = later(async () => (await import('./panel/WhyPanel')).WhyPanel);

const parts = [LinkPopover, LinksDialog, ManyRefusal, RefusalCard, RowMenu, WhyPanel];

/** Gets all of it while nobody waits: a key opens it at once, and a lost connection does not keep it shut. */
export function fetchParts(): void {
  for (const part of [...parts, ...Object.values(dialogs)]) part.fetch();
}
