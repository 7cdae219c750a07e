import { later } from '@/components/feedback/later';

const parts = {
  add: () => import('./AddDialog'),
  bulk: () => import('./BulkDialog'),
  findings: () => import('../findings/FindingsDialog'),
  finish: () => import('./FinishDialog'),
  help: () => import('./HelpDialog'),
  progress: () => import('../progress/ProgressDialog'),
};

/** Dialogs that few open, with their sentences: the plan is drawn without them. */
export const AddDialog = later(async () => (await parts.add()).AddDialog);
export const BulkDialog = later(async () => (await parts.bulk()).BulkDialog);
export const FindingsDialog = later(async () => (await parts.findings()).FindingsDialog);
export const FinishDialog = later(async () => (await parts.finish()).FinishDialog);
export const HelpDialog = later(async () => (await parts.help()).HelpDialog);
export const ProgressDialog = later(async () => (await parts.progress()).ProgressDialog);

/** Fetches those that a key opens and that are typed into at once. */
export const fetchDialogs = () => void Promise.all([parts.add(), parts.bulk()]).catch(() => undefined);
