import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { get, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { Impact as Answer } from '@/api/types';
import { ImpactPanel } from '@/components/impact/ImpactPanel';

type Props = { program: string; subject: 'activity' | 'contract'; id: string; title: string };

/** Who is hit if an activity, or what a contract delivers, comes some working days later. */
export function Impact({ program, subject, id, title }: Props) {
  const [days, setDays] = useState(5);
  const asked = useDeferredValue(days);
  const query = useQuery({
    queryKey: [...keys.program(program), 'impact', subject, id, asked],
    queryFn: ({ signal }) =>
      get<Answer>(path('programs', program, 'impact'), { subject, id, days: asked }, signal),
    placeholderData: keepPreviousData,
  });
  return <ImpactPanel id={id} title={title} days={days} onDays={setDays} query={query} />;
}
