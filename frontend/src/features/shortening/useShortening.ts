import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import { useAddress } from '@/components/forms/useAddress';

type Schemas = components['schemas'];
export type Offer = Schemas['Offer'];
export type Step = Schemas['StepAnswer'];
export type Overlap = Schemas['Overlap'];
export type Story = Schemas['ChainStory'];
export type Chain = Schemas['ChainAnswer'];
export type Point = Schemas['FeverPoint'];
type Edit = { revision: number; announcement: string };

export const VIEWS = ['buy', 'risk', 'buffers'] as const;
export const BASES = ['percentiles', 'points', 'halves'] as const;
export const SIZINGS = ['root-squares', 'cut-and-paste', 'half-of-safety', 'whole-safety'] as const;

const DAYS = 10;

export type Wish = { milestone: string | null; days: number; day_rate: number | null };
export type ChainWish = { milestone: string | null; basis: string; sizing: string };

const positive = (text: string | null): number | null => {
  const value = Number(text);
  return text !== null && text !== '' && Number.isFinite(value) && value > 0 ? value : null;
};

/** What the page shows lives in its address, so that a link shows the same. */
export function useView() {
  const { params, set } = useAddress();
  const milestone = params.get('milestone');
  const one = <T extends string>(name: string, values: readonly [T, ...T[]]): T =>
    values.find((each) => each === params.get(name)) ?? values[0];
  return {
    view: one('view', VIEWS),
    wish: { milestone, days: positive(params.get('days')) ?? DAYS, day_rate: positive(params.get('rate')) },
    chain: { milestone, basis: one('basis', BASES), sizing: one('sizing', SIZINGS) },
    set,
  };
}

export const useOffer = (program: string, wish: Wish) =>
  useQuery({
    queryKey: [...keys.program(program), 'shortening', wish],
    queryFn: ({ signal }) => get<Offer>(path('programs', program, 'shortening'), wish, signal),
    placeholderData: keepPreviousData,
  });

export const useChain = (program: string, wish: ChainWish) =>
  useQuery({
    queryKey: [...keys.program(program), 'critical-chain', wish],
    queryFn: ({ signal }) => get<Story>(path('programs', program, 'critical-chain'), wish, signal),
    placeholderData: keepPreviousData,
  });

/** Put steps or an overlap into the plan, or take the last act back; each refreshes all that the plan shows. */
export function useAccept(program: string) {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: keys.program(program) });
    void client.invalidateQueries({ queryKey: keys.programs });
  };
  const to = (what: string) => path('programs', program, 'shortening', what);
  return {
    shorten: useMutation({
      mutationFn: (body: Schemas['ShorteningsInput']) => post<Edit>(to('activities'), body),
      onSuccess: refresh,
    }),
    overlap: useMutation({
      mutationFn: (body: Schemas['OverlapInput']) => post<Edit>(to('overlaps'), body),
      onSuccess: refresh,
    }),
    undo: useMutation({
      mutationFn: () => post<Edit>(path('programs', program, 'undo')),
      onSuccess: refresh,
    }),
  };
}
