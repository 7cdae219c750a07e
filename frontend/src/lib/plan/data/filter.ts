/** Which rows a filter keeps. */
import type { Kind } from './columns';
import { allBefore, chainTo } from './chain';
import type { PlanModel } from './model';
import { withAncestors, type View } from './tree';

export type PathFilter = {
  /** Milestone id, or `*` for every milestone. */
  milestone: string;
  scope: 'driving' | 'all';
};

export type PlanFilter = {
  text: string;
  team: string | null;
  workstream: string | null;
  critical: 'highlighted' | 'only';
  path: PathFilter | null;
  /** Only rows with quality findings. */
  findings?: 'only' | undefined;
};

export const NO_FILTER: PlanFilter = {
  text: '',
  team: null,
  workstream: null,
  critical: 'highlighted',
  path: null,
  findings: undefined,
};

export function isFiltering(filter: PlanFilter): boolean {
  return (
    filter.text.trim() !== '' ||
    filter.team !== null ||
    filter.workstream !== null ||
    filter.critical === 'only' ||
    filter.path !== null ||
    filter.findings === 'only'
  );
}

const NONE: ReadonlySet<string> = new Set();

/** 1 for each row that shows: those that pass, those that are `kept`, and their ancestors. null when nothing is filtered. */
export function filterMask(model: PlanModel, filter: PlanFilter, kept = NONE): Uint8Array | null {
  if (!isFiltering(filter)) return null;
  const mask = new Uint8Array(model.count);
  const passes = predicate(model, filter);
  for (let row = 0; row < model.count; row += 1) mask[row] = passes(row) ? 1 : 0;
  for (const id of kept) {
    const row = model.rowOf.get(id);
    if (row !== undefined) mask[row] = 1;
  }
  return withAncestors(model.tree, mask);
}

function predicate(model: PlanModel, filter: PlanFilter): (row: number) => boolean {
  const tests = [
    textTest(model, fold(filter.text.trim())),
    indexTest(model.columns.activities.team, model.columns.teams, filter.team),
    indexTest(model.columns.activities.workstream, model.columns.workstreams, filter.workstream),
    filter.critical === 'only' ? (row: number) => model.columns.activities.critical[row] === true : null,
    pathTest(model, filter.path),
    filter.findings === 'only' && model.findings !== undefined
      ? (row: number) => findingsOf(model, row) > 0
      : null,
  ].filter((test) => test !== null);
  const kinds = model.columns.activities.kind;
  return (row) => !isGroup(kinds[row]) && tests.every((test) => test(row));
}

/** How many quality findings a row has. */
export const findingsOf = (model: PlanModel, row: number): number =>
  model.findings?.[model.columns.activities.id[row] ?? ''] ?? 0;

function isGroup(kind: Kind | undefined): boolean {
  return kind === 'program' || kind === 'workstream';
}

function textTest(model: PlanModel, needle: string): ((row: number) => boolean) | null {
  if (needle === '') return null;
  const { title, id, wbs, risks, owner } = model.columns.activities;
  const people = model.columns.people.map((person) => fold(person.name));
  return (row) =>
    fold(title[row] ?? '').includes(needle) ||
    fold(id[row] ?? '').includes(needle) ||
    (wbs[row] ?? '').startsWith(needle) ||
    fold(risks[row] ?? '').includes(needle) ||
    (people[owner[row] ?? -1] ?? '').includes(needle);
}

/** Lower case without accents, for finding. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

function indexTest(
  column: readonly number[],
  items: readonly { id: string }[],
  id: string | null,
): ((row: number) => boolean) | null {
  if (id === null) return null;
  const index = items.findIndex((item) => item.id === id);
  return (row) => index >= 0 && column[row] === index;
}

function pathTest(model: PlanModel, path: PathFilter | null): ((row: number) => boolean) | null {
  if (path === null) return null;
  const rows = new Set<number>();
  for (const milestone of milestonesOf(model, path.milestone)) {
    const found = path.scope === 'driving' ? chainTo(model, milestone) : allBefore(model, milestone);
    for (const row of found) rows.add(row);
  }
  return (row) => rows.has(row);
}

function milestonesOf(model: PlanModel, id: string): number[] {
  if (id !== '*') return [model.rowOf.get(id) ?? -1].filter((row) => row >= 0);
  return milestoneRows(model);
}

/** Rows of all milestones in display order. */
export function milestoneRows(model: PlanModel): number[] {
  const rows: number[] = [];
  model.columns.activities.kind.forEach((kind, row) => {
    if (kind === 'milestone') rows.push(row);
  });
  return rows;
}

/** How many of the activities (not program or workstream rows) are in the view, and how many there are. */
export function countActivities(model: PlanModel, view: View): { shown: number; total: number } {
  const kinds = model.columns.activities.kind;
  const shown = view.rows.reduce((sum, row) => sum + (isGroup(kinds[row]) ? 0 : 1), 0);
  return { shown, total: kinds.reduce((sum, kind) => sum + (isGroup(kind) ? 0 : 1), 0) };
}
