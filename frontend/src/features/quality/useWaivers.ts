import { useMutation, useQueryClient } from '@tanstack/react-query';
import { del, get, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import type { Accepted } from '@/components/forms/ReasonUntil';

type Schemas = components['schemas'];
export type Waived = Schemas['Waived'];
export type Waiver = Schemas['WaiverShape'];

/** One finding of one check. */
export type Fault = { check: string; record: string };

export const waiversQuery = (program: string) => ({
  queryKey: [...keys.program(program), 'waivers'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<Waiver[]>(path('programs', program, 'waivers'), {}, signal),
});

const useRefresh = (program: string) => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.program(program) });
};

/** Set a finding apart up to the end of a day. */
export function useWaive(program: string) {
  const refresh = useRefresh(program);
  return useMutation({
    mutationFn: ({ fault, accepted }: { fault: Fault; accepted: Accepted }) =>
      post(path('programs', program, 'waivers'), {
        check: fault.check,
        records: [fault.record],
        ...accepted,
      }),
    onSuccess: refresh,
  });
}

/** Let a finding count again. */
export function useCountAgain(program: string) {
  const refresh = useRefresh(program);
  return useMutation({
    mutationFn: ({ check, record }: Fault) => del(path('programs', program, 'waivers', check, record)),
    onSuccess: refresh,
  });
}
