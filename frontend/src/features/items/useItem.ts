import { useMutation, useQueryClient } from '@tanstack/react-query';
import { del, patch, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { ItemsWritten } from '@/api/types';
import { undoLast } from '@/api/work';
import { useSay } from '@/components/feedback/Notices';
import { t } from '@/lib/messages/t';

type Change = { id: string; version: number; fields: Record<string, unknown>; reason?: string };

/** Change fields of one item; the notice offers to undo it. */
export function useChangeItem(program: string, onSaved: () => void) {
  const client = useQueryClient();
  const say = useSay();
  const undo = useUndo(program);
  return useMutation({
    mutationFn: ({ id, version, fields, reason }: Change) =>
      patch<ItemsWritten>(path('programs', program, 'work-items', id), {
        version,
        reason: reason ?? '',
        ...fields,
      }),
    onSuccess: async (done) => {
      await client.invalidateQueries({ queryKey: keys.program(program) });
      say(done.announcement, { label: t('action.undo'), run: undo });
      onSaved();
    },
  });
}

export function useRemoveItem(program: string, onRemoved: () => void) {
  const client = useQueryClient();
  const say = useSay();
  const undo = useUndo(program);
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      del<ItemsWritten>(path('programs', program, 'work-items', id), { version }),
    onSuccess: async (done) => {
      onRemoved();
      say(done.announcement, { label: t('action.undo'), run: undo });
      await client.invalidateQueries({ queryKey: keys.program(program) });
    },
  });
}

/** Take back what the reader did last in this program. */
export function useUndo(program: string): () => void {
  const client = useQueryClient();
  const say = useSay();
  return () => {
    undoLast(program)
      .then((done) => say(done.announcement))
      .catch((error: unknown) => say(error instanceof Error ? error.message : String(error)))
      .finally(() => void client.invalidateQueries({ queryKey: keys.program(program) }));
  };
}
