import { useEffect, useState } from 'react';
import { largest } from './shape';
import type { Graph, Place } from './shape';

/** What the sidebar, the header and the trouble spots leave of the window for the map. */
const room = () => [window.innerWidth - 620, window.innerHeight - 240] as const;

type Layout = { place: Place | null; failed: boolean };

function byStress(graph: Graph, signal: AbortSignal): Promise<Place> {
  const worker = new Worker(new URL('./stress.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Place>((resolve, reject) => {
    signal.addEventListener('abort', () => worker.terminate());
    worker.onmessage = ({ data }: MessageEvent<Place>) => resolve(data);
    worker.onerror = () => reject(new Error('the map could not be laid out'));
    worker.postMessage(graph);
  }).finally(() => worker.terminate());
}

async function laid(graph: Graph, signal: AbortSignal): Promise<Place> {
  const { isSmall, layered } = await import('./layers');
  if (signal.aborted) return {};
  return isSmall(graph) ? largest(await layered(graph, signal), ...room()) : byStress(graph, signal);
}

/** Where each box of a graph stands, worked out off the main thread. The old places stay until the new ones are there. */
export function useLayout(graph: Graph): Layout {
  const [found, setFound] = useState<Layout>({ place: null, failed: false });
  useEffect(() => {
    const stop = new AbortController();
    laid(graph, stop.signal).then(
      (place) => !stop.signal.aborted && setFound({ place, failed: false }),
      () => !stop.signal.aborted && setFound({ place: null, failed: true }),
    );
    return () => stop.abort();
  }, [graph]);
  return found;
}
