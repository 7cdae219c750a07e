import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '@/api/client';
import { keys } from '@/api/queries';

const RETRIES = 2;

/** Only what may pass on its own is tried again: no answer, or a server that is busy. */
const worthRetry = (failures: number, error: Error) =>
  failures < RETRIES && error instanceof ProblemError && (error.offline || error.status >= 502);

/** A refused session sends the reader to log in: the shell listens to the session. */
export function newQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ProblemError && error.status === 401) {
      void client.invalidateQueries({ queryKey: keys.session });
    }
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: worthRetry, staleTime: 15_000, refetchOnWindowFocus: true, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return client;
}
