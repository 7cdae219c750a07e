import { useSearchParams } from './searchParams';

/** What a page shows lives in its address, so that a link shows the same. `set` with nothing takes a name out. */
export function useAddress() {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string | null) =>
    setParams(
      (now) => {
        if (value === null || value === '') now.delete(name);
        else now.set(name, value);
        return now;
      },
      { replace: true },
    );
  /** Several names at once. */
  const replace = (values: Readonly<Record<string, string | null>>) =>
    setParams(
      (now) => {
        for (const [name, value] of Object.entries(values))
          if (value === null || value === '') now.delete(name);
          else now.set(name, value);
        return now;
      },
      { replace: true },
    );
  return { params, set, replace };
}
