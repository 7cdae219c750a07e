import { conflict } from './en/conflict';
import { editing } from './en/editing';
import { plan } from './en/plan';
import { session } from './en/session';
import { shared } from './en/shared';
import { shell } from './en/shell';
import { together } from './en/together';
import { views } from './en/views';

/** Sentences that are there from the start: those of the frame, and of the page that people open most. */
export const first = {
  ...conflict,
  ...editing,
  ...plan,
  ...session,
  ...shared,
  ...shell,
  ...together,
  ...views,
} as const;
