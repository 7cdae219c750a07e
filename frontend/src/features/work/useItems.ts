import { useMutation } from '@tanstack/react-query';
import { path, post, postInTurn } from '@/api/client';
import type { ItemsWritten } from '@/api/types';
import { useUndoable } from '@/api/useUndoable';
import { useSay } from '@/components/feedback/Notices';

export type Change = {
  keys: string[];
  fields: Record<string, unknown>;
  versions: Record<string, number>;
  reason?: string;
};

/** Writes of the list: every one is said, with the way back beside it. */
export function useItems(program: string) {
  const at = path('programs', program, 'work-items');
  const { undo, onSuccess } = useUndoable(program, useSay());
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
    mutationFn: (fields: Record<string, unknown>) => postInTurn<ItemsWritten>(at, fields),
    onSuccess,
  });
  return { change, remove, add, undo };
}
