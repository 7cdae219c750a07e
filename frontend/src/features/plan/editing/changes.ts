/** What `POST /edits` takes: changes of the plan that are made together, all or none. */
import type { ActivityPatch, DependencyKind, NewActivity } from '@/api/types';

export type ActivityFields = Omit<ActivityPatch, 'version'> & Partial<Pick<NewActivity, 'kind'>>;

type Spot = { after?: string; before?: string; into?: string };

export type PlanChange =
  | { do: 'set'; id: string; version?: number; fields: ActivityFields }
  | ({ do: 'add'; fields: ActivityFields & { title: string }; ref?: string } & Spot)
  | { do: 'remove'; id: string; version?: number }
  | ({ do: 'move'; ids: string[] } & Spot)
  | { do: 'indent' | 'outdent'; ids: string[] }
  | { do: 'link'; predecessor: string; successor: string; kind: DependencyKind; lag: string }
  | { do: 'relink'; id: string; version?: number; kind?: DependencyKind; lag?: string }
  | { do: 'unlink'; id: string; version?: number };
