import { useEffect, useRef } from 'react';
import type { Dispatch } from 'react';
import { useSearchParams } from 'react-router';
import type { PlanAction, PlanState } from './state';
import { fromSearch, toSearch } from './url';

const REST_MS = 250;

/** Keeps the address in step with the view, and the view with an address that somebody else set. */
export function useAddress(state: PlanState, dispatch: Dispatch<PlanAction>): void {
  const [search, setSearch] = useSearchParams();
  const written = useRef(search.toString());
  const own = toSearch(state).toString();
  useEffect(() => {
    const timer = setTimeout(() => {
      if (written.current === own) return;
      written.current = own;
      setSearch(new URLSearchParams(own), { replace: true });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [own, setSearch]);
  const there = search.toString();
  useEffect(() => {
    if (written.current === there) return;
    written.current = there;
    dispatch({ type: 'restore', state: fromSearch(new URLSearchParams(there)) });
  }, [there, dispatch]);
}
