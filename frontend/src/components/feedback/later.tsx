import { lazy, Suspense } from 'react';
import type { ComponentType } from 'react';
import { loadMessages } from '@/lib/messages/t';

/** `fetch` gets the component before it is shown, so that it opens at once and also without a connection. */
export type Later<P> = ComponentType<P> & { fetch: () => void };

/** A component that is fetched, with the sentences of later pages, when it is first shown: until then nothing shows. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  const ready = async () => {
    await loadMessages(); // modules keep some sentences from the moment they run
    return { default: await load() };
  };
  const Lazy = lazy(ready);
  const Shown = (props: P) => (
    <Suspense>
      <Lazy {...props} />
    </Suspense>
  );
  return Object.assign(Shown, { fetch: () => void ready().catch(() => undefined) });
}

/** Runs what nobody waits for once the page has come to rest. Gives back how to call it off. */
export function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, 1000);
    return () => clearTimeout(timer);
  }
  const call = requestIdleCallback(run, { timeout: 3000 });
  return () => cancelIdleCallback(call);
}
