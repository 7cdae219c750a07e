import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { movedByEdit } from '@/api/live';

/** Edits in quick succession are followed up once; the first one has been painted by then. */
const REST_MS = 400;

/** Makes old what an edit may have moved beside the plan, and asks again for what of it is on the screen. */
export function useFollowUp(program: string): () => void {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useCallback(() => {
    const filters = {
      queryKey: ['program', program],
      predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => movedByEdit(queryKey),
    };
    void client.invalidateQueries({ ...filters, refetchType: 'none' });
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => void client.refetchQueries({ ...filters, type: 'active', stale: true }),
      REST_MS,
    );
  }, [client, program]);
}
