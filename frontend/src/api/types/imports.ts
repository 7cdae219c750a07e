/** Imports, from the file to what changed. */
import type { Problem, Severity, Text } from './text';

export type ImportState = 'reading' | 'needs_mapping' | 'ready' | 'applying' | 'done' | 'failed';

export type ImportDiffLine = {
  kind: 'added' | 'changed' | 'removed';
  entity: string;
  id: string;
  title: string;
  text: string;
};

export type Mapping = Record<string, string | null>;

export type Import = {
  id: string;
  state: ImportState;
  progress: { done: number; total: number; text: string };
  file: { name: string; size: number };
  format: string | null;
  format_title: string | null;
  counts: Record<string, number>;
  problems: Problem[];
  problem_counts: Partial<Record<Severity, number>>;
  sample: { id: string; title: string; start: string | null; finish: string | null }[];
  columns: { name: string; samples: string[]; field: string | null; confidence: number }[] | null;
  fields: { id: string; title: string; entity: string }[] | null;
  mapping: Mapping | null;
  mappings: { name: string; title: string }[];
  target: { program: string | null; title: string | null };
  remove_missing: boolean;
  diff: {
    added: number;
    changed: number;
    removed: number;
    unchanged: number;
    lines: ImportDiffLine[];
    summary: Text | null;
  } | null;
  result: { program: string; revision: number } | null;
  error: string | null;
};

export type ImportPatch = {
  mapping?: Mapping;
  target?: { program: string | null; title?: string };
  mapping_name?: string;
  remove_missing?: boolean;
};

/** One import behind the figures of a program. */
export type ImportSource = {
  title: string;
  at: string;
  by: string;
  format: string;
  counts: Record<string, number>;
};
