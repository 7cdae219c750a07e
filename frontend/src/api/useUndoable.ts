import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { t } from '@/lib/messages/t';
import { keys } from './queries';
import { undoLast } from './work';

type Say = (text: string, act?: { label: string; run: () => void }) => void;

/** For writes of a program that are said with the way back beside them: what to do once one is done. */
export function useUndoable(program: string, say: Say) {
  const client = useQueryClient();
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
  const onSuccess = async (done: { announcement: string }) => {
    await refresh();
    say(done.announcement, { label: t('action.undo'), run: undo });
  };
  return { refresh, undo, onSuccess };
}
