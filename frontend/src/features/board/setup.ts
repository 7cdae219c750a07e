/** The form in which a board is set up. Pure. */
import type { BoardInput, BoardView } from '@/api/types';
import { serviceClasses } from '@/lib/board/cards';
import type { ServiceClass } from '@/lib/board/cards';

export type ColumnDraft = { id: string; title: string; states: string; limit: string; policy: string };
export type BoardDraft = {
  columns: ColumnDraft[];
  person: string;
  classes: Record<ServiceClass, string>;
};

export const draftOf = (view: BoardView): BoardDraft => ({
  columns: view.columns.map(({ id, title, states, limit, policy }) => ({
    id,
    title,
    states: states.join(', '),
    limit: limit === null ? '' : String(limit),
    policy,
  })),
  person: view.person_limit === null ? '' : String(view.person_limit),
  classes: Object.fromEntries(
    serviceClasses.map((each) => [each, view.classes[each] ?? '']),
  ) as BoardDraft['classes'],
});

export const statesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((state) => state.trim())
      .filter(Boolean),
  ),
];

/** null: no limit; undefined: what was typed is none. */
export function limitOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= 100_000 ? value : undefined;
}

export const valid = (draft: BoardDraft): boolean =>
  draft.columns.length > 0 &&
  draft.columns.every(({ title, limit }) => title.trim() !== '' && limitOf(limit) !== undefined) &&
  limitOf(draft.person) !== undefined;

/** A state that is new means what its place says: the first column waits, the last is done. */
export function inputOf(draft: BoardDraft, view: BoardView): BoardInput {
  const known = new Set(view.states.map(({ name }) => name));
  const last = draft.columns.length - 1;
  const meanings = Object.fromEntries(
    draft.columns.flatMap((column, at) =>
      statesOf(column.states)
        .filter((state) => !known.has(state))
        .map((state) => [state, at === 0 ? 'todo' : at === last ? 'done' : 'doing'] as const),
    ),
  );
  return {
    version: view.version,
    columns: draft.columns.map(({ id, title, states, limit, policy }) => ({
      id,
      title: title.trim(),
      states: statesOf(states),
      limit: limitOf(limit) ?? null,
      policy: policy.trim(),
    })),
    person_limit: limitOf(draft.person) ?? null,
    classes: Object.fromEntries(Object.entries(draft.classes).filter(([, text]) => text.trim() !== '')),
    meanings,
    why: '',
  };
}

export const swapped = <T>(list: readonly T[], at: number, with_: number): T[] => {
  const next = [...list];
  const [a, b] = [next[at], next[with_]];
  if (a === undefined || b === undefined) return next;
  next[at] = b;
  next[with_] = a;
  return next;
};
