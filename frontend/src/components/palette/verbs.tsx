import { createContext, useCallback, useContext, useLayoutEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

/** Something that the reader can do now. Pages register theirs while they are open. */
export type Verb = {
  id: string;
  title: string;
  group: 'go' | 'do';
  /** One stroke, as shown and as heard: "N", "Shift F", "Ctrl Z" (Command on a Mac). */
  shortcut?: string;
  run: () => void;
};

type Register = (verbs: Verb[]) => () => void;

const VerbContext = createContext<Verb[]>([]);
const RegisterContext = createContext<Register>(() => () => undefined);

export function VerbProvider({ children }: { children: ReactNode }) {
  const [sets, setSets] = useState<ReadonlyMap<object, Verb[]>>(new Map());
  const register = useCallback<Register>((verbs) => {
    const key = {};
    setSets((now) => new Map(now).set(key, verbs));
    return () =>
      setSets((now) => {
        const next = new Map(now);
        next.delete(key);
        return next;
      });
  }, []);
  const verbs = useMemo(() => [...sets.values()].flat(), [sets]);
  return (
    <RegisterContext value={register}>
      <VerbContext value={verbs}>{children}</VerbContext>
    </RegisterContext>
  );
}

export const useRegisteredVerbs = (): Verb[] => useContext(VerbContext);

/**
 * Offer verbs in the palette and on their shortcuts while the caller is mounted: from the frame on in which it is drawn.
 * Memoize the list.
 */
export function useVerbs(verbs: Verb[]): void {
  const register = useContext(RegisterContext);
  useLayoutEffect(() => register(verbs), [register, verbs]);
}
