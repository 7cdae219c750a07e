/**
 * A small map in layers, providers before or above who waits for them, by ELK in its own worker. Larger maps have so many
 * relations that cross layers that ELK takes ten seconds and more for 500 teams; `stress` lays those out.
 */
import ELK from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import type { Graph, Place } from './shape';

const MOST_BOXES = 60;
const MOST_LINKS = 160;
/** Up to so many relations a box, or so many in all, there are layers to be seen; more make them wide and empty. */
const LINKS_A_BOX = 2;
const FEW_LINKS = 40;

export const isSmall = ({ boxes, links }: Graph): boolean =>
  boxes.length <= MOST_BOXES &&
  links.length <= Math.min(MOST_LINKS, Math.max(FEW_LINKS, LINKS_A_BOX * boxes.length));

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.thoroughness': '2',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.spacing.nodeNode': '28',
  'elk.layered.spacing.nodeNodeBetweenLayers': '64',
};

/** Both ways: from the left to the right, and from above to below. */
export async function layered({ boxes, links }: Graph, signal: AbortSignal): Promise<Place[]> {
  const elk = new ELK({ workerFactory: () => new Worker(workerUrl) });
  const stop = () => elk.terminateWorker();
  signal.addEventListener('abort', stop);
  const laid = async (direction: 'RIGHT' | 'DOWN'): Promise<Place> => {
    const found = await elk.layout({
      id: 'map',
      layoutOptions: { ...OPTIONS, 'elk.direction': direction },
      children: boxes.map((box) => ({ ...box })),
      edges: links.map(([from, to], index) => ({
        id: `link-${index}`,
        sources: [boxes[from]?.id ?? ''],
        targets: [boxes[to]?.id ?? ''],
      })),
    });
    return Object.fromEntries(
      (found.children ?? []).map(({ id, x = 0, y = 0, width, height }) => [
        id,
        { x: x + width / 2, y: y + height / 2, width, height },
      ]),
    );
  };
  try {
    return [await laid('RIGHT'), await laid('DOWN')];
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}
