import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import type { Facts, Run } from '@/api/types';
import { useAddress } from '@/components/forms/useAddress';

type Schemas = components['schemas'];

export type Outcome = Schemas['FinishOutcome'];
export type OutcomeView = Omit<Schemas['OutcomeShape'], 'facts'> & { facts: Facts };
export type Cost = Schemas['CostView'];
export type Joint = Schemas['Joint'];
export type Analysis = Omit<Schemas['UncertaintyShape'], 'facts'> & { facts: Facts };
export type Merge = Schemas['Merge'];
export type Sensitivity = Schemas['SensitivityColumns'];

const ASK_AGAIN_MS = 1500;

/** What the page shows lives in its address, so that a link shows the same. */
export function useView() {
  const { params, set } = useAddress();
  return {
    milestone: params.get('milestone'),
    cost: params.get('cost'),
    by: params.get('by'),
    inputs: params.get('view') === 'inputs',
    set,
  };
}

export type View = ReturnType<typeof useView>;

const base = (program: string) => `${path('programs', program)}/uncertainty`;
const key = (program: string, ...rest: unknown[]) => [...keys.program(program), 'uncertainty', ...rest];

/** The distribution; asked again while its forecast is being made, for how far that is. */
export const useOutcome = (program: string, { milestone, cost, by }: View) =>
  useQuery({
    queryKey: key(program, 'outcome', milestone, cost, by),
    queryFn: ({ signal }) => get<OutcomeView>(`${base(program)}/outcome`, { milestone, cost, by }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.pending ? ASK_AGAIN_MS : false),
  });

/** What is found by simulating again, which takes some seconds. */
export const useAnalysis = (program: string, milestone: string | null, ready: boolean) =>
  useQuery({
    queryKey: key(program, 'analysis', milestone),
    queryFn: ({ signal }) => get<Analysis>(base(program), { milestone, top: 12 }, signal),
    enabled: ready,
    staleTime: 60_000,
    retry: false,
  });

export const useSensitivity = (program: string, ready: boolean) =>
  useQuery({
    queryKey: key(program, 'activities'),
    queryFn: ({ signal }) => get<Sensitivity>(`${base(program)}/activities`, {}, signal),
    enabled: ready,
    staleTime: 60_000,
  });

/** A run with other iterations or another seed. */
export function useRunAgain(program: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { iterations: number; seed: number }) =>
      post<Run>(`${path('programs', program)}/simulations`, input),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.program(program) }),
  });
}
