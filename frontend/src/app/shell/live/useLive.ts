import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { get, outbox, path, post } from '@/api/client';
import { concerns, nextAsk, outdated, rank } from '@/api/live';
import { ownRevision } from '@/api/own';
import { keys } from '@/api/queries';
import { Renewal } from '@/api/renewal';
import type { Act, Changes, ForecastMark, Who } from '@/api/types';

type Shown = { revision?: unknown; program?: { revision?: unknown }; forecast?: ForecastMark } | undefined;

const shownIn = (client: QueryClient, program: string) =>
  client.getQueriesData<Shown>({ queryKey: keys.program(program) }).map(([, data]) => data);

/** The oldest revision that an answer on this page shows; undefined while there is none. */
function shownRevision(client: QueryClient, program: string): number | undefined {
  const shown = shownIn(client, program).flatMap((known) => {
    const revision = known?.revision ?? known?.program?.revision;
    return typeof revision === 'number' ? [revision] : [];
  });
  return shown.length > 0 ? Math.min(...shown) : undefined;
}

/** The oldest forecast that an answer on this page tells to hold. */
const shownForecast = (client: QueryClient, program: string): ForecastMark | undefined =>
  shownIn(client, program)
    .flatMap((known) => known?.forecast ?? [])
    .toSorted((a, b) => rank(a) - rank(b))[0];

type Asking = {
  client: QueryClient;
  program: string;
  me: string;
  others: () => number;
  told: (act: Act) => void;
};

/**
 * Asks what others changed and whether a forecast came, and loads again what shows it. What is typed in a form stays:
 * forms keep their drafts.
 */
class Asker {
  private since: number | undefined;
  private forecast: ForecastMark | undefined;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly gone = new AbortController();

  private readonly renewal: Renewal;

  constructor(private readonly asking: Asking) {
    this.renewal = new Renewal(asking.client);
  }

  readonly now = () => {
    clearTimeout(this.timer);
    void this.ask();
  };

  start(): () => void {
    const signal = this.gone.signal;
    document.addEventListener('visibilitychange', this.now, { signal });
    window.addEventListener('online', this.now, { signal });
    this.wait();
    return () => {
      clearTimeout(this.timer);
      this.gone.abort();
    };
  }

  private wait(): void {
    if (this.gone.signal.aborted) return;
    const visible = document.visibilityState === 'visible';
    this.timer = setTimeout(
      this.now,
      nextAsk({ visible, failures: this.failures, others: this.asking.others() }),
    );
  }

  private async ask(): Promise<void> {
    const { client, program } = this.asking;
    this.since ??= shownRevision(client, program);
    this.forecast ??= shownForecast(client, program);
    // the page's own write would come back as news before its answer does
    if (this.since !== undefined && !ownRevision.busy()) {
      try {
        const address = `${path('programs', program)}/changes`;
        const known = { since: this.since, ...this.forecast };
        const found = await get<Changes | undefined>(address, known, this.gone.signal);
        if (this.failures > 0)
          void client.refetchQueries({ type: 'active', predicate: ({ state }) => state.error !== null });
        this.failures = 0;
        if (outbox.entries().some(({ state }) => state === 'waiting')) void outbox.flush();
        if (found !== undefined && !ownRevision.busy()) this.take(found);
      } catch {
        if (this.gone.signal.aborted) return;
        this.failures += 1;
      }
    }
    this.wait();
  }

  private take(found: Changes): void {
    const { program, me, told } = this.asking;
    const behind = outdated(this.forecast, found.forecast);
    this.since = found.revision;
    this.forecast = found.forecast;
    const acts = found.acts.filter(({ revision }) => !ownRevision.has(program, revision));
    if (acts.length === 0 && !found.whole && behind === null) return;
    const old = concerns({ whole: found.whole, acts });
    void this.renewal.add(({ queryKey, state }) => {
      const [of, id] = queryKey;
      if (of === keys.programs[0]) return true;
      return of === 'program' && id === program && (old(queryKey) || behind?.(queryKey, state.data) === true);
    });
    const last = acts.filter(({ by }) => by.id !== me).at(-1);
    if (last !== undefined) told(last);
  }
}

/** The latest act of somebody else in the open program, in which so many others are. */
export function useLive(program: string, me: string, others: number): Act | null {
  const client = useQueryClient();
  const [latest, setLatest] = useState<Act | null>(null);
  const beside = useRef(others);
  useEffect(() => {
    beside.current = others;
  }, [others]);
  useEffect(
    () => new Asker({ client, program, me, others: () => beside.current, told: setLatest }).start(),
    [client, program, me],
  );
  return latest;
}

const PRESENT_MS = 20_000;

/** Who else has the program open. */
export function usePresence(program: string): Who[] {
  const [here, setHere] = useState<Who[]>([]);
  useEffect(() => {
    const beat = () => {
      if (document.visibilityState !== 'visible') return;
      post<{ here: Who[] }>(`${path('programs', program)}/presence`)
        .then((answer) => setHere(answer.here))
        .catch(() => setHere([]));
    };
    beat();
    const timer = setInterval(beat, PRESENT_MS);
    document.addEventListener('visibilitychange', beat);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
    };
  }, [program]);
  return here;
}
