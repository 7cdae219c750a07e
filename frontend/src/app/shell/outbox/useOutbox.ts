import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { outbox } from '@/api/client';
import type { Entry } from '@/api/outbox/entry';
import { keys } from '@/api/queries';

/** The writes of this account that were not sent yet, oldest first. */
export const useOutbox = (): readonly Entry[] => useSyncExternalStore(outbox.subscribe, outbox.entries);

/** Opens the outbox of who is logged in; what was sent late is shown everywhere at once. */
export function useOpenOutbox(user: string | null): void {
  const client = useQueryClient();
  useEffect(() => outbox.open(user), [user]);
  useEffect(() => {
    const stop = outbox.onSent((program) => {
      void client.invalidateQueries({ queryKey: program === null ? keys.programs : keys.program(program) });
    });
    const online = () => void outbox.flush();
    window.addEventListener('online', online);
    return () => {
      stop();
      window.removeEventListener('online', online);
    };
  }, [client]);
}
