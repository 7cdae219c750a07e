/** The head of a program as it is typed, and its fields as the server names them. */
import type { ProgramHeader } from '@/api/types';
import { asText, type FormField, type FormFields } from '@/components/conflict/fields';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';

export type Draft = {
  title: string;
  summary: string;
  kind: string;
  owner: string;
  final: string;
  statusDate: string;
};

const KINDS = ['product', 'infrastructure', 'data', 'it', 'research', 'operations', 'business'] as const;
export const kinds: readonly string[] = KINDS;

export function kindName(value: string): string {
  const known = KINDS.find((kind) => kind === value);
  return known ? t(`settings.kind.${known}`) : value;
}

export const draftOf = (header: ProgramHeader): Draft => ({
  title: header.title,
  summary: header.summary,
  kind: header.kind,
  owner: header.owner ?? '',
  final: header.final ?? '',
  statusDate: header.status_date ?? '',
});

/** What the server takes of the fields that were changed. */
export function inputOf(draft: Draft, changed: readonly string[]): Record<string, string | null> {
  const all = {
    title: draft.title.trim(),
    summary: draft.summary.trim(),
    kind: draft.kind,
    owner: draft.owner || null,
    final: draft.final || null,
    status_date: draft.statusDate || null,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => changed.includes(name)));
}

type Named = { id: string; title: string };
type Names = { people: readonly { id: string; name: string }[]; milestones: readonly Named[] };

export function headFields({ people, milestones }: Names): FormFields<Draft> {
  const field = (label: string, key: keyof Draft, show = (text: string) => text): FormField<Draft> => ({
    label,
    of: (draft) => ({ [key]: draft[key] }),
    read: (theirs) => ({ [key]: asText(theirs) }),
    show: (draft) => (draft[key] ? show(draft[key]) : t('word.none')),
  });
  return {
    title: field(t('settings.name'), 'title'),
    summary: field(t('settings.summary'), 'summary'),
    kind: field(t('settings.kind'), 'kind', kindName),
    owner: field(t('settings.owner'), 'owner', (id) => people.find((each) => each.id === id)?.name ?? id),
    final: field(
      t('settings.final'),
      'final',
      (id) => milestones.find((each) => each.id === id)?.title ?? id,
    ),
    status_date: field(t('settings.statusDate'), 'statusDate', (date) => day(date, { year: true })),
  };
}
