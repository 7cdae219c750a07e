import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { get, path } from './client';
import { keys } from './queries';
import type { Impact } from './types';

const USUAL = 5;

/** Who is hit if an activity, or what a contract delivers, comes some working days later: what `ImpactPanel` takes. */
export function useImpact(program: string, subject: 'activity' | 'contract', id: string) {
  const [days, onDays] = useState(USUAL);
  const asked = useDeferredValue(days);
  const query = useQuery({
    queryKey: [...keys.program(program), 'impact', subject, id, asked],
    queryFn: ({ signal }) =>
      get<Impact>(path('programs', program, 'impact'), { subject, id, days: asked }, signal),
    placeholderData: keepPreviousData,
  });
  return { days, onDays, query };
}
