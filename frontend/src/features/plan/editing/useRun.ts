import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get, path as apiPath } from '@/api/client';
import type { Run } from '@/api/types';

const POLL_MS = 500;

/** The simulation that an edit started: its progress while it runs; when it ends, the plan gets its new P50 and P85. */
export function useRun(program: string, id: string | null): { done: number; total: number } | null {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['program', program, 'run', id],
    queryFn: ({ signal }) =>
      get<Run>(`${apiPath('programs', program)}${apiPath('simulations', id ?? '')}`, {}, signal),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isRunning(state.data) ? POLL_MS : false),
  });
  const running = isRunning(query.data);
  const ended = query.data?.state === 'done';
  useEffect(() => {
    if (!ended) return;
    void client.invalidateQueries({
      queryKey: ['program', program],
      predicate: ({ queryKey }) => queryKey[2] !== 'run',
    });
  }, [client, ended, id, program]);
  return running && query.data !== undefined ? { done: query.data.done, total: query.data.total } : null;
}

function isRunning(run: Run | undefined): boolean {
  return run === undefined || run.state === 'queued' || run.state === 'running';
}
