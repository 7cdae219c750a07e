import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, path, put } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';

export type Limits = components['schemas']['Limits'];
export type TeamLimit = components['schemas']['TeamLimit'];

const address = (program: string) => `${path('programs', program)}/flow/limits`;
const key = (program: string) => [...keys.program(program), 'flow', 'limits'] as const;

export const limitsQuery = (program: string) =>
  queryOptions({
    queryKey: key(program),
    queryFn: ({ signal }) => get<Limits>(address(program), {}, signal),
  });

/** Set all limits at once; the warnings follow. */
export function useSetLimits(program: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { version: number; limits: Record<string, number> }) =>
      put<Limits>(address(program), body),
    onSuccess: async (now) => {
      client.setQueryData(key(program), now);
      await client.invalidateQueries({ queryKey: keys.program(program) });
    },
  });
}
