import { useEffect, useRef } from 'react';
import type { Dispatch } from 'react';
import { useSearchParams } from '@/components/forms/searchParams';
import type { PlanAction, PlanState } from './state';
import { fromSearch, toSearch } from './url';

const REST_MS = 250;
/** What the frame around the page keeps in the address: the forms that are open over it. */
const OF_THE_FRAME = ['activity', 'item'];

function withoutFrame(search: URLSearchParams): string {
  const own = new URLSearchParams(search);
  for (const key of OF_THE_FRAME) own.delete(key);
  return own.toString();
}

function withFrame(own: string, now: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(own);
  for (const key of OF_THE_FRAME) for (const value of now.getAll(key)) next.append(key, value);
  return next;
}

/** Keeps the address in step with the view, and the view with an address that somebody else set. */
export function useAddress(state: PlanState, dispatch: Dispatch<PlanAction>): void {
  const [search, setSearch] = useSearchParams();
  const there = withoutFrame(search);
  // What this page wrote and what came back of it: an address of its own that comes late changes nothing.
  const written = useRef([there]);
  const own = toSearch(state).toString();
  useEffect(() => {
    const timer = setTimeout(() => {
      if (written.current.at(-1) === own) return;
      written.current.push(own);
      setSearch((now) => withFrame(own, now), { replace: true });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [own, setSearch]);
  useEffect(() => {
    const at = written.current.lastIndexOf(there);
    written.current = at < 0 ? [there] : written.current.slice(at);
    if (at >= 0) return;
    dispatch({ type: 'restore', state: fromSearch(new URLSearchParams(there)) });
  }, [there, dispatch]);
}
