import { memo, startTransition, useEffect, useState } from 'react';
import type { MapEdge, MapNode, Status } from '@/api/types';
import { StatusGlyph, tone } from '@/components/status/StatusGlyph';
import { t } from '@/lib/messages/t';
import { arrow, shorten, thickness } from './shape';
import type { Place } from './shape';

/** So many boxes or lines are drawn at a time: a large map must not hold up typing. */
const CHUNK = 60;

/** How many are drawn now: some more after each frame. */
export function useGrowing(total: number, key: unknown): number {
  const [state, setState] = useState({ key, shown: Math.min(CHUNK, total) });
  const shown = state.key === key ? state.shown : Math.min(CHUNK, total);
  useEffect(() => {
    if (shown >= total) return undefined;
    const frame = requestAnimationFrame(() =>
      startTransition(() => setState({ key, shown: Math.min(total, shown + CHUNK) })),
    );
    return () => cancelAnimationFrame(frame);
  }, [shown, total, key]);
  return shown;
}

const chunks = <T,>(list: readonly T[], upTo: number): T[][] =>
  Array.from({ length: Math.ceil(Math.min(upTo, list.length) / CHUNK) }, (_, at) =>
    list.slice(at * CHUNK, (at + 1) * CHUNK),
  );

/** One relation as a bent arrow: its width says how many, its color and dashes the worst state. */
export function Line({ edge, place, hot = false }: { edge: MapEdge; place: Place; hot?: boolean }) {
  const [from, to] = [place[edge.source], place[edge.target]];
  if (from === undefined || to === undefined) return null;
  return (
    <path
      className={`map-line ${tone[edge.status]} ${hot ? 'hot' : ''}`}
      d={arrow(from, to).line}
      strokeWidth={thickness(edge.count)}
      markerEnd={`url(#tip-${tone[edge.status]})`}
    />
  );
}

const LineChunk = memo(function LineChunk({ edges, place }: { edges: MapEdge[]; place: Place }) {
  return edges.map((edge) => <Line key={`${edge.source}>${edge.target}`} edge={edge} place={place} />);
});

/** The second line of a box. Who is no team says what it is. */
function fineOf({ kind, gives, takes }: MapNode): string {
  const given = t('map.given', { gives, takes });
  if (kind === 'vendor') return t('map.vendor', { gives });
  return kind === 'program' || kind === 'activity' ? `${t(`map.kind.${kind}`)} · ${given}` : given;
}

type BoxProps = { node: MapNode; place: Place; current: boolean; focusable: boolean };

function Box({ node, place, current, focusable }: BoxProps) {
  const box = place[node.id];
  if (box === undefined) return null;
  const { width, height } = box;
  const activity = node.kind === 'activity';
  const fine = fineOf(node);
  const said = `${node.title} ${fine}. ${t(`status.${node.status}`)}`;
  return (
    <g
      className={`map-box ${node.kind} ${tone[node.status]} ${current ? 'current' : ''}`}
      transform={`translate(${box.x - width / 2} ${box.y - height / 2})`}
      data-node={node.id}
      role="button"
      tabIndex={focusable ? 0 : -1}
      aria-label={said}
      aria-pressed={current}
    >
      <rect width={width} height={height} rx={activity ? 4 : 8} />
      <g className="label" aria-hidden="true">
        {!activity && (
          <svg x={10} y={height / 2 - 7} width={14} height={14} overflow="visible">
            <StatusGlyph status={node.status} />
          </svg>
        )}
        <text x={activity ? 10 : 30} y={activity ? 17 : 19}>
          {shorten(node.title)}
        </text>{' '}
        {!activity && (
          <text x={30} y={34} className="fine">
            {fine}
          </text>
        )}
      </g>
    </g>
  );
}

type BoxChunkProps = { nodes: MapNode[]; place: Place; current: string | null; home: string | null };

const BoxChunk = memo(
  function BoxChunk({ nodes, place, current, home }: BoxChunkProps) {
    return nodes.map((node) => (
      <Box
        key={node.id}
        node={node}
        place={place}
        current={node.id === current}
        focusable={node.id === home}
      />
    ));
  },
  (before, after) => {
    if (before.place !== after.place || before.nodes.length !== after.nodes.length) return false;
    if (before.nodes[0] !== after.nodes[0]) return false;
    const has = (id: string | null) => after.nodes.some((node) => node.id === id);
    const touched = before.current !== after.current && (has(before.current) || has(after.current));
    return !touched && !(before.home !== after.home && (has(before.home) || has(after.home)));
  },
);

type Props = {
  nodes: MapNode[];
  edges: MapEdge[];
  place: Place;
  current: string | null;
  home: string | null;
};

const tips: Status[] = ['off_track', 'at_risk', 'unknown', 'on_track', 'landed'];

/** All lines, then all boxes, a part at a time; over them the lines of the box that is chosen. */
export function Drawing({ nodes, edges, place, current, home }: Props) {
  const lines = useGrowing(edges.length, edges);
  const boxes = useGrowing(nodes.length, nodes);
  const own = edges.filter(({ source, target }) => source === current || target === current);
  const whole = lines >= edges.length && boxes >= nodes.length;
  return (
    <g className={own.length > 0 ? 'has-own' : ''} data-drawn={whole}>
      <defs>
        {tips.map((status) => (
          <marker
            key={status}
            id={`tip-${tone[status]}`}
            viewBox="0 0 8 8"
            refX={5}
            refY={4}
            markerWidth={9}
            markerHeight={9}
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path className={`map-tip ${tone[status]}`} d="M0 0.500 8 4 0 7.500z" />
          </marker>
        ))}
      </defs>
      <g className="map-ties" aria-hidden="true">
        {nodes.map(({ id, parent }) => {
          const [team, own] = [place[parent ?? ''], place[id]];
          return team && own && <path key={id} d={`M${team.x} ${team.y}L${own.x} ${own.y}`} />;
        })}
      </g>
      <g className="map-lines" aria-hidden="true">
        {chunks(edges, lines).map((each, at) => (
          <LineChunk key={at} edges={each} place={place} />
        ))}
      </g>
      <g aria-hidden="true">
        {own.map((edge) => (
          <Line key={`${edge.source}>${edge.target}`} edge={edge} place={place} hot />
        ))}
      </g>
      {chunks(nodes, boxes).map((each, at) => (
        <BoxChunk key={at} nodes={each} place={place} current={current} home={home} />
      ))}
    </g>
  );
}
