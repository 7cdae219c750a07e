import { useCallback, useContext } from 'react';
import { UNSAFE_NavigationContext, useSearchParams as useRendered } from 'react-router';
import type { NavigateOptions } from 'react-router';

type Next = URLSearchParams | ((now: URLSearchParams) => URLSearchParams);

/**
 * The search of the address, as React Router's hook of this name. A change starts from the address as it is now, not as
 * it was when the page was drawn: a change of the address is drawn late, and the next one would take it back.
 */
export function useSearchParams() {
  const [params, setParams] = useRendered();
  const { navigator } = useContext(UNSAFE_NavigationContext);
  const set = useCallback(
    (next: Next, options?: NavigateOptions) => {
      const now = 'location' in navigator ? (navigator.location as { search: string }).search : params;
      setParams(typeof next === 'function' ? next(new URLSearchParams(now)) : next, options);
    },
    [navigator, params, setParams],
  );
  return [params, set] as const;
}
