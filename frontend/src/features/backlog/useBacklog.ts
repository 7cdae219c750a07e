import { useMutation, useQueryClient } from '@tanstack/react-query';
import { del, get, patch, path, post, put } from '@/api/client';
import { keys } from '@/api/queries';
import type { Backlog, BacklogSettingsPatch, Paces, RankReceipt, Written } from '@/api/types';
import { useUndoable } from '@/api/useUndoable';
import { useSay } from '@/components/feedback/Notices';
import type { Change } from '@/lib/backlog/cells';

const at = (program: string) => `${path('programs', program)}/backlog`;

export const backlogQuery = (program: string) => ({
  queryKey: [...keys.program(program), 'backlog'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Backlog>(at(program), {}, signal),
});

export const paceQuery = (program: string, weeks: number, kinds: readonly string[] | undefined) => ({
  queryKey: [...keys.program(program), 'flow', 'pace', weeks, kinds],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Paces>(`${at(program)}/pace`, { weeks }, signal),
  enabled: kinds !== undefined,
  staleTime: 5 * 60_000,
});

export const receiptQuery = (program: string, key: string) => ({
  queryKey: [...keys.program(program), 'backlog', 'item', key],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<RankReceipt>(`${at(program)}/items/${encodeURIComponent(key)}`, {}, signal),
});

export const exportHref = (program: string) => `/api${at(program)}/export`;

export type Decision = { key: string; ahead_of: string; reason: string; version: number | null };

/** Without `seen` the last writer wins. */
type Sent = Omit<Change, 'seen'> & { seen?: Change['seen'] };

function typed(backlog: Backlog, changes: readonly Sent[]): Backlog {
  const inputs = { ...backlog.items.inputs };
  for (const { key, set } of changes) {
    const row = backlog.items.key.indexOf(key);
    for (const [field, value] of Object.entries(set))
      inputs[field] = (inputs[field] ?? []).map((old, at) => (at === row ? value : old));
  }
  return { ...backlog, items: { ...backlog.items, inputs } };
}

/** Writes of the backlog: each is said, with the way back beside it. */
export function useBacklogWrites(program: string) {
  const client = useQueryClient();
  const { refresh, undo, onSuccess } = useUndoable(program, useSay());
  const override = (key: string) => `${at(program)}/overrides/${encodeURIComponent(key)}`;
  const score = useMutation({
    mutationFn: (changes: readonly Sent[]) => post<Written>(`${at(program)}/scores`, { changes }),
    // at once on the screen: what is typed next into the same cell began with it
    onMutate: async (changes) => {
      const { queryKey } = backlogQuery(program);
      await client.cancelQueries({ queryKey });
      client.setQueryData<Backlog>(queryKey, (now) => now && typed(now, changes));
    },
    onError: () => void refresh(),
    onSuccess,
  });
  const settings = useMutation({
    mutationFn: (changes: BacklogSettingsPatch) => patch<Written>(`${at(program)}/settings`, changes),
    onSuccess,
  });
  const decide = useMutation({
    mutationFn: ({ key, ...body }: Decision) => put<Written>(override(key), body),
    onSuccess,
  });
  const release = useMutation({
    mutationFn: ({ key, version }: { key: string; version: number }) =>
      del<Written>(override(key), { version }),
    onSuccess,
  });
  const use = useMutation({
    mutationFn: (workstream: string) => post<Written>(`${at(program)}/order`, { workstream }),
    onSuccess,
  });
  return { score, settings, decide, release, use, undo };
}
