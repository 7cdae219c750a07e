import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import type { PlanModel } from '@/lib/plan/data/model';

type Schemas = components['schemas'];
export type RowFinding = Schemas['RowFinding'];

/** The model with how many quality findings each row has; without them until they are there. */
export function useMarked(program: string, model: PlanModel): PlanModel {
  const query = useQuery({
    queryKey: [...keys.program(program), 'findings'],
    queryFn: ({ signal }) => get<Schemas['FindingRows']>(path('programs', program, 'findings'), {}, signal),
    placeholderData: (before) => before,
    retry: false,
  });
  const rows = query.data?.rows;
  return useMemo(() => (rows === undefined ? model : { ...model, findings: rows }), [model, rows]);
}

export const rowFindingsQuery = (program: string, activity: string) => ({
  queryKey: [...keys.program(program), 'findings', activity],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<Schemas['RowFindings']>(`${path('programs', program, 'findings')}${path(activity)}`, {}, signal),
});
