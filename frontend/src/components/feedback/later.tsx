import { lazy, Suspense } from 'react';
import type { ComponentType } from 'react';
import { loadMessages } from '@/lib/messages/t';

/** A component that is fetched, with the sentences of later pages, when it is first shown: until then nothing shows. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Lazy = lazy(async () => {
    const [component] = await Promise.all([load(), loadMessages()]);
    return { default: component };
  });
  return function Later(props: P) {
    return (
      <Suspense>
        <Lazy {...props} />
      </Suspense>
    );
  };
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
