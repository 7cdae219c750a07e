import { useMutation, useQueryClient } from '@tanstack/react-query';
import { get, patch, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { BlockerRow, Blocking } from '@/api/types';
import { useSay } from '@/components/feedback/Notices';
import { t } from '@/lib/messages/t';

export const blockersQuery = (program: string) => ({
  queryKey: [...keys.program(program), 'blockers'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<Blocking>(path('programs', program, 'blockers'), {}, signal),
});

export type BlockerDraft = {
  cause: string;
  kind: BlockerKind;
  keys: string;
  owner: string;
  remover: string;
  since: string;
  expected: string;
  note: string;
};
export const blockerKinds = [
  'waiting_on_team',
  'person',
  'decision',
  'environment',
  'external',
  'other',
] as const;
export type BlockerKind = (typeof blockerKinds)[number];

export const draftOf = (row: BlockerRow | null, key?: string): BlockerDraft => ({
  cause: row?.cause ?? '',
  kind: (row?.kind ?? 'waiting_on_team') as BlockerKind,
  keys: row?.items.map((item) => item.key).join(', ') ?? key ?? '',
  owner: row?.owner ?? '',
  remover: row?.remover ?? '',
  since: row?.since.slice(0, 10) ?? '',
  expected: row?.expected ?? '',
  note: row?.note ?? '',
});

/** As the server takes it: only what differs from where the form began. */
export function inputOf(draft: BlockerDraft, row: BlockerRow | null): Record<string, unknown> {
  const { keys: text, since, expected, ...plain } = draft;
  const whole = {
    ...plain,
    keys: text
      .split(/[\s,]+/)
      .map((key) => key.trim())
      .filter(Boolean),
    expected: expected || null,
    ...(since ? { since: `${since}T00:00:00Z` } : {}),
  };
  if (row === null) return whole;
  const before = draftOf(row);
  const changed = Object.entries(whole).filter(
    ([name]) => draft[name as keyof BlockerDraft] !== before[name as keyof BlockerDraft],
  );
  return Object.fromEntries(changed);
}

export function useSaveBlocker(program: string, onSaved: () => void) {
  const client = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: ({
      row,
      draft,
      version,
    }: {
      row: BlockerRow | null;
      draft: BlockerDraft;
      version: number | null;
    }) =>
      row === null
        ? post<Blocking>(path('programs', program, 'blockers'), inputOf(draft, null))
        : patch<Blocking>(path('programs', program, 'blockers', row.code), {
            version,
            ...inputOf(draft, row),
          }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.program(program) });
      say(t('blockers.saved'));
      onSaved();
    },
  });
}

export function useResolve(program: string, onDone: () => void) {
  const client = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: ({ row, note }: { row: BlockerRow; note: string }) =>
      post<Blocking>(`${path('programs', program, 'blockers', row.code)}/resolution`, {
        note,
        version: row.version,
      }),
    onSuccess: async (_found, { row }) => {
      await client.invalidateQueries({ queryKey: keys.program(program) });
      say(t('blockers.resolved', { code: row.code }));
      onDone();
    },
  });
}
