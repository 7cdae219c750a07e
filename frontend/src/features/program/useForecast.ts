import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { get, path, post } from '@/api/client';
import type { Run } from '@/api/types';

const POLL_MS = 500;
const moving = (run: Run | undefined) => run?.state === 'queued' || run?.state === 'running';

export type Forecast = { run: () => void; busy: boolean; progress: Run | undefined; error: Error | null };

/** Start a simulation and follow it. When its forecast comes, `useLive` loads again what shows it. */
export function useForecast(program: string): Forecast {
  const start = useMutation({ mutationFn: () => post<Run>(path('programs', program, 'simulations'), {}) });
  const { mutate, data: started } = start;
  const followed = useQuery({
    queryKey: ['run', program, started?.id],
    queryFn: ({ signal }) =>
      get<Run>(path('programs', program, 'simulations', started?.id ?? ''), {}, signal),
    enabled: moving(started),
    refetchInterval: (query) =>
      query.state.data === undefined || moving(query.state.data) ? POLL_MS : false,
  });
  const progress = followed.data ?? started;
  const run = useCallback(() => mutate(), [mutate]);
  const failed = progress?.state === 'failed' ? new Error(progress.message ?? '') : null;
  return {
    run,
    busy: start.isPending || moving(progress),
    progress,
    error: start.error ?? followed.error ?? failed,
  };
}
