import { useQuery } from '@tanstack/react-query';
import { get, path as apiPath } from '@/api/client';
import type { Run } from '@/api/types';

const POLL_MS = 500;

/** How far the simulation is that an edit started. That it has ended, and the plan its new P50 and P85, `useLive` hears. */
export function useRun(program: string, id: number | null): { done: number; total: number } | null {
  const query = useQuery({
    queryKey: ['program', program, 'run', id],
    queryFn: ({ signal }) =>
      get<Run>(`${apiPath('programs', program)}${apiPath('simulations', id ?? '')}`, {}, signal),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isRunning(state.data) ? POLL_MS : false),
  });
  const { data } = query;
  return data !== undefined && isRunning(data) ? { done: data.done, total: data.total } : null;
}

function isRunning(run: Run | undefined): boolean {
  return run === undefined || run.state === 'queued' || run.state === 'running';
}
