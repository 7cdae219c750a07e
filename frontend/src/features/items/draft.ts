/** The form of a work item. Pure. */
import type { ItemDetail } from '@/api/types';

export const kinds = ['initiative', 'epic', 'feature', 'story', 'task', 'bug', 'spike'] as const;

export const fields = [
  'title',
  'status',
  'kind',
  'assignee',
  'priority',
  'due',
  'points',
  'parent',
  'workstream',
  'service_class',
  'sprint',
  'activity',
  'description',
] as const;
export type Field = (typeof fields)[number];
export type Draft = Record<Field, string>;

/** Fields that are the tracker's while the item lives there. */
export const ofTracker: ReadonlySet<Field> = new Set<Field>([
  'title',
  'status',
  'kind',
  'assignee',
  'priority',
  'due',
  'points',
  'parent',
]);

const textOf = (value: string | number | null): string => (value === null ? '' : String(value));

export const draftOf = (item: ItemDetail): Draft =>
  Object.fromEntries(fields.map((name) => [name, textOf(item[name])])) as Draft;

export const pointsOf = (text: string): number | null | undefined => {
  if (text.trim() === '') return null;
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) && value >= 0 ? value : undefined;
};

/** As the server takes them: the fields that differ from where the form began. */
export function changesOf(draft: Draft, before: Draft): Record<string, unknown> {
  const changed = fields.filter((name) => draft[name].trim() !== before[name].trim());
  return Object.fromEntries(
    changed.map((name): [Field, string | number | null] => {
      const text = draft[name].trim();
      if (name === 'points') return [name, pointsOf(text) ?? null];
      if (name === 'title' || name === 'status' || name === 'description' || name === 'service_class')
        return [name, text];
      return [name, text || null];
    }),
  );
}
