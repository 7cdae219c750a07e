import type { MapEdge, MapNode } from '@/api/types';
import { RecordHrefContext, useRecordHref } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { rowKeys } from '@/components/tables/rowKeys';
import { useRows } from '@/components/tables/useRows';
import { t } from '@/lib/messages/t';

const ROW = 76;
const idOf = ({ source, target }: MapEdge) => `${source}>${target}`;

export function counts(edge: MapEdge): string {
  const told = [
    edge.contracts.length > 0 && t('map.edge.contracts', { count: edge.contracts.length }),
    edge.links > 0 && t('map.edge.links', { count: edge.links }),
    edge.shared > 0 && t('map.edge.shared', { count: edge.shared }),
  ];
  return told.filter(Boolean).join(', ');
}

/** On a map of several programs, what a reason leads to is in the program that keeps the contract. */
function Reason({ edge: { program, reason } }: { edge: MapEdge }) {
  const href = useRecordHref();
  if (program === '') return <RichText text={reason} />;
  return (
    <RecordHrefContext value={(kind, id) => href(kind, id, program)}>
      <RichText text={reason} />
    </RecordHrefContext>
  );
}

type Props = {
  title: string;
  edges: MapEdge[];
  nodes: ReadonlyMap<string, MapNode>;
  selected: string | null;
  onSelect: (id: string) => void;
};

/** The relations of the map as a list, the worst first: all that the map shows, in words. */
export function Troubles({ title, edges, nodes, selected, onSelect }: Props) {
  const { scroller, shown, before, after, scrollTo } = useRows(edges.length, ROW);
  const ids = edges.map(idOf);
  const current = selected !== null && ids.includes(selected) ? selected : (ids[0] ?? null);
  const onKeyDown = rowKeys({ ids, selected: current, onSelect, scrollTo });
  const name = (id: string) => nodes.get(id)?.title ?? id;
  return (
    <section className="map-list" aria-label={title}>
      <h3>{title}</h3>
      {/* Arrow keys move from relation to relation; each is a button of its own. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="map-scroll" ref={scroller} onKeyDown={onKeyDown}>
        <ol>
          {before > 0 && <li aria-hidden="true" style={{ height: before }} />}
          {shown.map((index) => {
            const edge = edges[index];
            if (edge === undefined) return null;
            const id = idOf(edge);
            return (
              <li
                key={id}
                data-row={index}
                className={id === selected ? 'current' : ''}
                aria-setsize={edges.length}
                aria-posinset={index + 1}
              >
                <StatusGlyph status={edge.status} label={t(`status.${edge.status}`)} />
                <div>
                  <button
                    type="button"
                    className="rowlink"
                    tabIndex={id === current ? 0 : -1}
                    aria-pressed={id === selected}
                    onClick={() => onSelect(id)}
                  >
                    {t('map.edge', { source: name(edge.source), target: name(edge.target) })}
                  </button>
                  <p className="sec small two">
                    <Reason edge={edge} />
                  </p>
                  <p className="dim small">{counts(edge)}</p>
                </div>
              </li>
            );
          })}
          {after > 0 && <li aria-hidden="true" style={{ height: after }} />}
        </ol>
      </div>
    </section>
  );
}
