import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { MapEdge, MapNode } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { Segmented } from '@/components/forms/Segmented';
import { useAddress } from '@/components/forms/useAddress';
import { t } from '@/lib/messages/t';
import { Canvas } from './Canvas';
import { chosen, graphOf } from './shape';
import { Troubles } from './Troubles';
import { useLayout } from './useLayout';
import '@/components/map/map.css';

/** Parties that show what is in them, by key; the address of the page keeps them. */
export function useOpened() {
  const { params, set } = useAddress();
  const text = params.get('opened') ?? '';
  const opened = text === '' ? [] : text.split(',');
  const toggle = (key: string) =>
    set(
      'opened',
      (opened.includes(key) ? opened.filter((each) => each !== key) : [...opened, key]).join(','),
    );
  return { text, opened, toggle };
}

type Props = {
  nodes: MapNode[];
  edges: MapEdge[];
  /** What the map shows, in words. */
  lead: ReactNode;
  /** More to choose, beside what is shown. */
  tools?: ReactNode;
  opened: readonly string[];
  toggle: (key: string) => void;
  /** Whether there is something in a party to be shown. */
  openable: (node: MapNode) => boolean;
  /** What shows and hides it. */
  openLabel: string;
  closeLabel: string;
  /** More about the chosen party. */
  about?: (node: MapNode) => ReactNode;
};

/** A map of parties and what they owe one another, and beside it the same as a list, the worst first. */
export function MapBody({ nodes, edges, lead, tools, opened, toggle, openable, about, ...labels }: Props) {
  const { params, set } = useAddress();
  const only = params.get('only') === 'trouble' ? 'trouble' : 'all';
  const shown = useMemo(() => chosen(nodes, edges, only), [nodes, edges, only]);
  const graph = useMemo(() => graphOf(shown.nodes, shown.edges), [shown]);
  const { place, failed } = useLayout(graph);
  const names = useMemo(() => new Map(nodes.map((node) => [node.id, node])), [nodes]);
  const node = names.get(params.get('node') ?? '');
  const ready = place !== null && shown.nodes.every(({ id }) => place[id] !== undefined);
  const open = (id: string) => {
    const found = names.get(id);
    if (found && openable(found)) toggle(found.key);
  };
  const within = (id: string) => id === node?.id || names.get(id)?.parent === node?.id;
  const own = node && shown.edges.filter(({ source, target }) => within(source) || within(target));
  return (
    <>
      <div className="map-bar">
        <p className="sec">{lead}</p>
        <div className="map-choices">
          {tools}
          <Segmented
            label={t('map.show')}
            value={only}
            options={[
              { value: 'all', label: t('map.showAll') },
              { value: 'trouble', label: t('map.showTrouble') },
            ]}
            onValue={(value) => set('only', value === 'all' ? null : value)}
          />
        </div>
      </div>
      <div className="map-grid">
        <div className="card map-card">
          {failed ? (
            <p className="map-note" role="alert">
              {t('map.failed')}
            </p>
          ) : shown.nodes.length === 0 ? (
            <p className="map-note">{t('map.noTrouble')}</p>
          ) : ready ? (
            <Canvas
              nodes={shown.nodes}
              edges={shown.edges}
              place={place}
              current={node?.id ?? null}
              onCurrent={(id) => set('node', id)}
              onOpen={open}
            />
          ) : (
            <p className="map-note" role="status">
              {t('map.laying', { count: shown.nodes.length })}
            </p>
          )}
          <p className="dim small map-hint" id="map-hint">
            {t('map.hint')} {t('map.key')}
          </p>
        </div>
        <div className="card map-side">
          {node && (
            <section className="map-node" aria-label={node.title}>
              <h2>{node.title}</h2>
              <p className="dim small">{t(`map.kind.${node.kind}`)}</p>
              {openable(node) && (
                <Button small onClick={() => toggle(node.key)}>
                  {opened.includes(node.key) ? labels.closeLabel : labels.openLabel}
                </Button>
              )}
              {about?.(node)}
            </section>
          )}
          <Troubles
            title={node ? t('map.selected', { title: node.title }) : t('map.troubles')}
            edges={own ?? shown.edges}
            nodes={names}
            selected={params.get('edge')}
            onSelect={(id) => {
              set('edge', id);
              if (!node) set('node', id.split('>')[0] ?? null);
            }}
          />
        </div>
      </div>
    </>
  );
}
