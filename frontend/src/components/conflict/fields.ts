/** A stale write, field by field: what they wrote, what was typed here, and what becomes of it. Pure. */
import type { Conflict } from '@/api/types';

export type Choice = 'mine' | 'theirs';

/** One field of the server, with the part of a form's draft that it fills. */
export type FormField<D> = {
  label: string;
  /** The part of the draft that the field stands for. */
  of: (draft: D) => Partial<D>;
  /** That part as somebody else wrote it, from the server's plain JSON. */
  read: (theirs: unknown) => Partial<D>;
  /** The part in words. */
  show: (draft: D) => string;
};
export type FormFields<D> = Record<string, FormField<D>>;

/** A field that both changed. */
export type Contested<D> = { name: string; theirs: Partial<D>; mine: Partial<D>; choice: Choice | null };

/** What a refusal says of a change by somebody else; null for every other failure. */
export function conflictOf(error: unknown): Conflict | null {
  const failure = error as { details?: { conflict?: Conflict | null } } | null;
  return failure?.details?.conflict ?? null;
}

/** A plain text or figure of the server; anything else is empty. */
export const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The server's names of the fields in which a draft differs from where it began. */
export function changedFields<D>(fields: FormFields<D>, base: D, draft: D): string[] {
  return Object.keys(fields).filter((name) => !same(fields[name]?.of(base), fields[name]?.of(draft)));
}

/** What they wrote, over what the form began with. */
export function rebased<D>(fields: FormFields<D>, base: D, conflict: Conflict): D {
  return Object.entries(conflict.fields).reduce<D>((now, [name, { theirs }]) => {
    const field = fields[name];
    return field === undefined ? now : { ...now, ...field.read(theirs) };
  }, base);
}

/** The fields that both changed. One that only this reader changed is no matter of choice. */
export function contested<D>(fields: FormFields<D>, base: D, draft: D, conflict: Conflict): Contested<D>[] {
  return Object.entries(conflict.fields).flatMap(([name, value]) => {
    const field = fields[name];
    if (field === undefined) return [];
    const theirs = field.read(value.theirs);
    const untouched = same(field.of({ ...base, ...theirs }), field.of(base));
    return untouched ? [] : [{ name, theirs, mine: field.of(draft), choice: null }];
  });
}
