import { lazy } from 'react';
import { loadMessages } from '@/lib/messages/t';

/** Dialogs that few open, with their sentences: the plan is drawn without them. */
export const FindingsDialog = lazy(async () => {
  const [module] = await Promise.all([import('../findings/FindingsDialog'), loadMessages()]);
  return { default: module.FindingsDialog };
});
export const ProgressDialog = lazy(async () => ({
  default: (await import('../progress/ProgressDialog')).ProgressDialog,
}));
export const HelpDialog = lazy(async () => ({ default: (await import('./HelpDialog')).HelpDialog }));
