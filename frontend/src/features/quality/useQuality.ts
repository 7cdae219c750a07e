import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import { useAddress } from '@/components/forms/useAddress';

type Schemas = components['schemas'];
export type QualityView = Schemas['QualityShape'];
export type Quality = Schemas['QualityAnswer'];
export type Check = Schemas['CheckAnswer'];
export type Finding = Schemas['Finding'];
export type FindingPage = Schemas['FindingPage'];
export type PartScore = Schemas['PartScore'];
type PartScores = Schemas['PartScores'];
export type ScorePoint = Schemas['ScorePoint'];

/** Which part of the plan is judged, and against which baseline. */
export type Part = { team: string | null; workstream: string | null; baseline: string | null };

export const PAGE = 200;

/** What the page shows lives in its address, so that a link shows the same. */
export function useView() {
  const { params, set } = useAddress();
  const part: Part = {
    team: params.get('team'),
    workstream: params.get('workstream'),
    baseline: params.get('baseline'),
  };
  return { part, check: params.get('check'), show: params.get('show') ?? 'all', set };
}

export const useQuality = (program: string, part: Part) =>
  useQuery({
    queryKey: [...keys.program(program), 'quality', part],
    queryFn: ({ signal }) => get<QualityView>(path('programs', program, 'quality'), part, signal),
    placeholderData: keepPreviousData,
  });

export const partsQuery = (program: string, baseline: string | null) => ({
  queryKey: [...keys.program(program), 'quality-parts', baseline],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<PartScores>(path('programs', program, 'quality', 'parts'), { baseline }, signal),
});

export const findingsQuery = (program: string, part: Part, check: string, page: number) => ({
  queryKey: [...keys.program(program), 'quality', part, check, page],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<FindingPage>(
      path('programs', program, 'quality', check),
      { ...part, offset: page * PAGE, limit: PAGE },
      signal,
    ),
});
