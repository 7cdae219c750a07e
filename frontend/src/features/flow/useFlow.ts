import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, path, post, put } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import type { WorkItemPage } from '@/api/types';
import type { Question } from './view';

type Schemas = components['schemas'];
export type FlowView = Schemas['FlowShape'];
export type Measures = FlowView['measures'];
export type Ageing = Measures['ageing'][number];
export type Problem = FlowView['problems'][number];
export type States = Schemas['States'];
export type State = States['states'][number];
export type Choices = Schemas['ChosenStates']['chosen'];
export type Category = Choices[string];
export type Milestones = Schemas['MilestonesShape'];
export type Forecast = Schemas['ForecastShape'];
export type Issued = Forecast['issued'];
export type Asked = Schemas['ForecastQuestion'];
export type WhatIf = Schemas['WhatIfInput'];
export type Supposition = NonNullable<Issued['question']['what_if']>;
export type Ledger = Schemas['LedgerShape'];
export type Record = Schemas['TrackRecordShape'];
export type Held = Schemas['TrackRecord'];
export type HeldShare = Schemas['HeldShare'];
export type Landed = Schemas['LandedRecord'];
export type Learning = Schemas['Learning'];
export type MilestoneHistory = Schemas['HistoryShape'];

const ASK_AGAIN_MS = 2_000;
export const PAGE = 100;

const base = (program: string) => `${path('programs', program)}/flow`;
const key = (program: string, ...rest: unknown[]) => [...keys.program(program), 'flow', ...rest];

/** How many work items there are at all: without one there is nothing to ask for. */
export const itemsQuery = (program: string) => ({
  queryKey: key(program, 'items'),
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await get<WorkItemPage>(path('programs', program, 'work-items'), { limit: 1 }, signal)).total,
});

export const flowQuery = (program: string, question: Question) => ({
  queryKey: key(program, 'measures', question),
  queryFn: ({ signal }: { signal: AbortSignal }) => get<FlowView>(base(program), question, signal),
  placeholderData: keepPreviousData,
  retry: false,
});

export const statesQuery = (program: string) => ({
  queryKey: key(program, 'states'),
  queryFn: ({ signal }: { signal: AbortSignal }) => get<States>(`${base(program)}/states`, {}, signal),
});

export const milestonesQuery = (program: string) => ({
  queryKey: key(program, 'milestones'),
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<Milestones>(`${base(program)}/milestones`, {}, signal),
  retry: false,
});

export const forecastQuery = (program: string, number: number) => ({
  queryKey: key(program, 'forecast', number),
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<Forecast>(`${base(program)}/forecasts/${number}`, {}, signal),
});

export const historyQuery = (program: string, milestone: string) => ({
  queryKey: key(program, 'history', milestone),
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<MilestoneHistory>(`${base(program)}/history`, { milestone }, signal),
  retry: false,
});

export const ledgerQuery = (program: string, resolved: boolean | null, page: number) => ({
  queryKey: key(program, 'ledger', resolved, page),
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<Ledger>(`${base(program)}/forecasts`, { resolved, offset: page * PAGE, limit: PAGE }, signal),
  placeholderData: page === 0 ? keepPreviousData : undefined,
});

const walking = (learning: Learning | undefined) => learning?.state === 'learning';

export const useRecord = (program: string) =>
  useQuery({
    queryKey: key(program, 'record'),
    queryFn: ({ signal }) => get<Record>(`${base(program)}/track-record`, {}, signal),
    refetchInterval: ({ state }) => (walking(state.data?.learning) ? ASK_AGAIN_MS : false),
  });

/** What a state means; every figure of the program may follow from it. */
export function useChooseStates(program: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['ChosenStates']) => put<States>(`${base(program)}/states`, body),
    onSuccess: (states) => {
      client.setQueryData(key(program, 'states'), states);
      void client.invalidateQueries({ queryKey: keys.program(program) });
    },
  });
}

/** Issue a forecast into the ledger. */
export function useIssue(program: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Asked) => post<Forecast>(`${base(program)}/forecasts`, body),
    onSuccess: (forecast) => {
      client.setQueryData(key(program, 'forecast', forecast.issued.number), forecast);
      void client.invalidateQueries({ queryKey: key(program, 'ledger') });
      void client.invalidateQueries({ queryKey: key(program, 'milestones') });
      void client.invalidateQueries({ queryKey: key(program, 'history') });
    },
  });
}
