import { useCallback } from 'react';
import { useSearchParams } from '@/components/forms/searchParams';

/** The work item that is open over the page: the address holds it, so that a link leads to it. */
export function useItemAddress() {
  const [params, setParams] = useSearchParams();
  const open = useCallback(
    (key: string | null) =>
      setParams(
        (now) => {
          if (key === null) now.delete('item');
          else now.set('item', key);
          return now;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [params.get('item'), open] as const;
}
