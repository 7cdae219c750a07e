import { later } from '@/components/feedback/later';

/** Dialogs that few open, with their sentences: the plan is drawn without them. */
export const AddDialog = later(async () => (await import('./AddDialog')).AddDialog);
export const BulkDialog = later(async () => (await import('./BulkDialog')).BulkDialog);
export const FindingsDialog = later(async () => (await import('../findings/FindingsDialog')).FindingsDialog);
export const FinishDialog = later(async () => (await import('./FinishDialog')).FinishDialog);
export const HelpDialog = later(async () => (await import('./HelpDialog')).HelpDialog);
export const PasteDialog = later(async () => (await import('./PasteDialog')).PasteDialog);
export const ProgressDialog = later(async () => (await import('../progress/ProgressDialog')).ProgressDialog);
