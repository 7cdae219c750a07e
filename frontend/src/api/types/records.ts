/** Who changed what, the tracker's items, and what a search finds. */

export type AuditEntry = {
  id: string;
  at: string;
  actor: { name: string; initials: string };
  verb: string;
  text: string;
  entity: { kind: string; id: string; title: string };
  changes: { field: string; label: string; before: string | null; after: string | null }[];
  why: string | null;
  source: 'web' | 'api' | 'cli' | 'import' | 'job';
  undone: boolean;
  undoable: boolean;
};

export type ActivityPage = { entries: AuditEntry[]; more: boolean };

export type WorkStatus = 'todo' | 'doing' | 'done';

export type WorkItemPage = {
  total: number;
  counts: Partial<Record<WorkStatus, number>>;
  key: string[];
  title: string[];
  kind: string[];
  status: string[];
  category: string[];
  assignee: (string | null)[];
  created: (string | null)[];
  resolved: (string | null)[];
  url: (string | null)[];
};

export type SearchItem = {
  kind: 'program' | 'activity' | 'milestone' | 'risk' | 'person' | 'report';
  id: string;
  title: string;
  program: string | null;
  detail: string;
};
