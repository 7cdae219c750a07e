import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { MapEdge, MapNode } from '@/api/types';
import { Button, IconButton } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { Drawing } from './Drawing';
import { fitted, nearest, revealed, zoomed } from './shape';
import type { Direction, Place, View } from './shape';

const STEP = 60;
const FAR = 0.5;
const arrows: readonly string[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const pan: Record<Direction, [number, number]> = {
  ArrowLeft: [STEP, 0],
  ArrowRight: [-STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
};

type Props = {
  nodes: MapNode[];
  edges: MapEdge[];
  place: Place;
  current: string | null;
  onCurrent: (id: string | null) => void;
  /** Show or hide the activities of a team. */
  onOpen: (id: string) => void;
};

type Kept = { place: Place; view: View };

/** What is seen of the map: all of it until the reader moves it. */
function useView(place: Place) {
  const frame = useRef<SVGSVGElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [kept, setKept] = useState<Kept | null>(null);
  useEffect(() => {
    const svg = frame.current;
    if (svg === null) return undefined;
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    watch.observe(svg);
    return () => watch.disconnect();
  }, []);
  const whole = useMemo(() => fitted(place, size.width || 800, size.height || 600), [place, size]);
  const view = kept?.place === place ? kept.view : whole;
  const setView = useCallback(
    (change: (now: View) => View) =>
      setKept((now) => ({ place, view: change(now?.place === place ? now.view : whole) })),
    [place, whole],
  );
  const fit = useCallback(() => setKept(null), []);
  const { width, height } = size;
  const zoom = useCallback(
    (factor: number, about?: { x: number; y: number }) =>
      setView((now) => zoomed(now, factor, about ?? { x: width / 2, y: height / 2 })),
    [setView, width, height],
  );
  const reveal = (id: string) => {
    const box = place[id];
    if (box && width > 0) setView((now) => revealed(now, box, width, height));
  };
  // React listens to wheels without being able to keep the page from scrolling
  useEffect(() => {
    const svg = frame.current;
    if (svg === null) return undefined;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = svg.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY / 400), { x: event.clientX - box.left, y: event.clientY - box.top });
    };
    svg.addEventListener('wheel', wheel, { passive: false });
    return () => svg.removeEventListener('wheel', wheel);
  }, [zoom]);
  return { frame, view, setView, fit, zoom, reveal };
}

function useDragging(setView: (change: (now: View) => View) => void) {
  const last = useRef<{ x: number; y: number } | null>(null);
  const moved = useRef(false);
  return {
    moved,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        last.current = { x: event.clientX, y: event.clientY };
        moved.current = false;
      },
      onPointerMove: (event: PointerEvent) => {
        const from = last.current;
        if (from === null || event.buttons === 0) return;
        const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
        if (!moved.current && Math.hypot(dx, dy) < 4) return;
        moved.current = true;
        last.current = { x: event.clientX, y: event.clientY };
        setView((now) => ({ ...now, x: now.x + dx, y: now.y + dy }));
      },
      onPointerUp: () => {
        last.current = null;
      },
    },
  };
}

const nodeOf = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest<SVGElement>('[data-node]')?.dataset.node ?? null) : null;

/** The map, to be moved and zoomed by mouse and keys. One tab stop; arrows walk from box to box. */
export function Canvas({ nodes, edges, place, current, onCurrent, onOpen }: Props) {
  const { frame, view, setView, fit, zoom, reveal } = useView(place);
  const { moved, handlers } = useDragging(setView);
  const home = useMemo(
    () => (current !== null && place[current] ? current : (edges[0]?.source ?? nodes[0]?.id ?? null)),
    [current, place, edges, nodes],
  );
  const go = (id: string) => {
    onCurrent(id);
    reveal(id);
    requestAnimationFrame(() =>
      frame.current?.querySelector<SVGElement>(`[data-node="${CSS.escape(id)}"]`)?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const here = nodeOf(event.target);
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (arrows.includes(key)) {
      const way = key as Direction;
      if (event.shiftKey) setView((now) => ({ ...now, x: now.x + pan[way][0], y: now.y + pan[way][1] }));
      else {
        const next = here === null ? home : nearest(place, here, way);
        if (next !== null) go(next);
      }
    } else if (key === '+' || key === '=') zoom(1.25);
    else if (key === '-') zoom(0.8);
    else if (key === '0') fit();
    else if ((key === 'Enter' || key === ' ') && here !== null) onOpen(here);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="map-frame">
      <div className="map-tools">
        <IconButton icon="plus" label={t('map.in')} shortcut="+" onClick={() => zoom(1.25)} />
        <IconButton icon="same" label={t('map.out')} shortcut="-" onClick={() => zoom(0.8)} />
        <Button small title={`${t('map.fit')} (0)`} onClick={fit}>
          {t('map.fit')}
        </Button>
      </div>
      {/* Each box is a button; the keys of the map are theirs. */}
      <svg
        ref={frame}
        className={`map ${view.scale < FAR ? 'far' : ''}`}
        role="group"
        aria-label={t('map.title')}
        aria-describedby="map-hint"
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const id = nodeOf(event.target);
          if (id !== null && id !== current) onCurrent(id);
        }}
        onClick={(event) => !moved.current && onCurrent(nodeOf(event.target))}
        onDoubleClick={(event) => {
          const id = nodeOf(event.target);
          if (id !== null) onOpen(id);
        }}
        {...handlers}
      >
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          <Drawing nodes={nodes} edges={edges} place={place} current={current} home={home} />
        </g>
      </svg>
    </div>
  );
}
