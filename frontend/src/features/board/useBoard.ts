import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { get, path, post, postInTurn, put } from '@/api/client';
import { keys } from '@/api/queries';
import type { BoardInput, BoardView, ItemsWritten } from '@/api/types';
import { undoLast } from '@/api/work';
import { conflictOf } from '@/components/conflict/fields';
import { useSay } from '@/components/feedback/Notices';
import type { AgeMarks } from '@/lib/board/ages';
import { moved } from '@/lib/board/moves';
import type { Move } from '@/lib/board/moves';
import { isKept } from '@/lib/kept';
import { t } from '@/lib/messages/t';

const boardKey = (program: string, workstream: string) => [...keys.program(program), 'board', workstream];

export const boardQuery = (program: string, workstream: string) => ({
  queryKey: boardKey(program, workstream),
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<BoardView>(path('programs', program, 'board'), { workstream: workstream || null }, signal),
});

/** The team's usual ages move slowly: they are not asked for again with every card that moves. */
export const agesQuery = (program: string, workstream: string) => ({
  queryKey: ['board-ages', program, workstream],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<AgeMarks>(path('programs', program, 'board', 'ages'), { workstream: workstream || null }, signal),
  staleTime: 10 * 60_000,
});

/** A move and the version of its card; ``reason`` is why a limit is exceeded. */
export type MoveRequest = { move: Move; version: number; reason?: string };

type Problems = { details?: { problems?: { id: string }[] | null } } | null;

/** Whether the server asks why a limit of work in progress is to be exceeded. */
export const asksWhy = (error: unknown): boolean =>
  ((error as Problems)?.details?.problems ?? []).some(({ id }) => id === 'wip-limit');

/** Put a card somewhere: at once on the screen, and back again where the server refuses. */
export function useMove(
  program: string,
  workstream: string,
  ask: (request: MoveRequest, error: Error) => void,
) {
  const client = useQueryClient();
  const say = useSay();
  const undo = useUndo(program);
  const key = boardKey(program, workstream);
  return useMutation({
    mutationFn: ({ move, version, reason }: MoveRequest) =>
      post<ItemsWritten>(`${path('programs', program, 'work-items', move.key)}/moves`, {
        state: move.state,
        before: move.before ?? null,
        after: move.after ?? null,
        set: move.set,
        version,
        reason: reason ?? '',
      }),
    onMutate: async ({ move }) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<BoardView>(key);
      if (before) client.setQueryData<BoardView>(key, { ...before, cards: moved(before.cards, move) });
      return { before };
    },
    onError: (error, request, context) => {
      if (isKept(error)) return;
      if (context?.before) client.setQueryData(key, context.before);
      if (asksWhy(error) || conflictOf(error) !== null) ask(request, error);
      else say(error.message);
    },
    onSuccess: (done) => say(done.announcement, { label: t('action.undo'), run: undo }),
    onSettled: (_done, error) =>
      isKept(error) ? undefined : client.invalidateQueries({ queryKey: keys.program(program) }),
  });
}

/** Take back what the reader did last in this program. */
export function useUndo(program: string): () => void {
  const client = useQueryClient();
  const say = useSay();
  return useCallback(() => {
    undoLast(program)
      .then((done) => say(done.announcement))
      .catch((error: unknown) => say(error instanceof Error ? error.message : String(error)))
      .finally(() => void client.invalidateQueries({ queryKey: keys.program(program) }));
  }, [client, program, say]);
}

export type NewItem = {
  title: string;
  status: string;
  workstream: string | null;
  reason?: string;
};

export function useAddItem(program: string) {
  const client = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: (item: NewItem) => postInTurn<ItemsWritten>(path('programs', program, 'work-items'), item),
    onSuccess: async (done) => {
      await client.invalidateQueries({ queryKey: keys.program(program) });
      say(done.announcement);
    },
  });
}

export function useSetBoard(program: string, workstream: string, onSaved: () => void) {
  const client = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: (input: BoardInput) =>
      put<BoardView>(
        `${path('programs', program, 'board')}${workstream ? `?workstream=${encodeURIComponent(workstream)}` : ''}`,
        input,
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.program(program) });
      say(t('board.saved'));
      onSaved();
    },
  });
}
