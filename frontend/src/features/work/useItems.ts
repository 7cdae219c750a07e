import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { ItemsWritten } from '@/api/types';
import { undoLast } from '@/api/work';
import { useSay } from '@/components/feedback/Notices';
import { t } from '@/lib/messages/t';

export type Change = {
  keys: string[];
  fields: Record<string, unknown>;
  versions: Record<string, number>;
  reason?: string;
};

/** Writes of the list: every one is said, with the way back beside it. */
export function useItems(program: string) {
  const client = useQueryClient();
  const say = useSay();
  const at = path('programs', program, 'work-items');
  const refresh = useCallback(
    () => client.invalidateQueries({ queryKey: keys.program(program) }),
    [client, program],
  );
  const undo = useCallback(() => {
    undoLast(program)
      .then((done) => say(done.announcement))
      .catch((error: unknown) => say(error instanceof Error ? error.message : String(error)))
      .finally(() => void refresh());
  }, [program, refresh, say]);
  const onSuccess = async (done: ItemsWritten) => {
    await refresh();
    say(done.announcement, { label: t('action.undo'), run: undo });
  };
  const change = useMutation({
    mutationFn: ({ keys: all, fields, versions, reason }: Change) =>
      post<ItemsWritten>(`${at}/changes`, {
        changes: [{ keys: all, set: fields }],
        versions,
        reason: reason ?? '',
      }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (all: string[]) => post<ItemsWritten>(`${at}/removals`, { keys: all }),
    onSuccess,
  });
  const add = useMutation({
    mutationFn: (fields: Record<string, unknown>) => post<ItemsWritten>(at, fields),
    onSuccess,
  });
  return { change, remove, add, undo };
}
