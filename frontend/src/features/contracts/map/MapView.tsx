import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DependencyMap } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState, Skeleton } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { Segmented } from '@/components/forms/Segmented';
import { useAddress } from '@/components/forms/useAddress';
import { t } from '@/lib/messages/t';
import { Impact } from '@/features/contracts/Impact';
import { mapQuery } from '@/features/contracts/useContracts';
import { Canvas } from './Canvas';
import { graphOf } from './shape';
import { Troubles } from './Troubles';
import { useLayout } from './useLayout';
import '@/features/contracts/map/map.css';

const troubled = ['off_track', 'at_risk', 'unknown'];

/** The relations that are shown, and the parties that they join. */
function chosen({ nodes, edges }: DependencyMap, only: 'all' | 'trouble') {
  const kept = only === 'all' ? edges : edges.filter(({ status }) => troubled.includes(status));
  const ends = new Set(kept.flatMap(({ source, target }) => [source, target]));
  for (const { id, parent } of nodes) if (parent !== null && ends.has(id)) ends.add(parent);
  return { edges: kept, nodes: only === 'all' ? nodes : nodes.filter(({ id }) => ends.has(id)) };
}

function useOpened() {
  const { params, set } = useAddress();
  const text = params.get('opened') ?? '';
  const opened = text === '' ? [] : text.split(',');
  const toggle = (team: string) =>
    set(
      'opened',
      (opened.includes(team) ? opened.filter((each) => each !== team) : [...opened, team]).join(','),
    );
  return { text, opened, toggle, params, set };
}

function Body({
  program,
  map,
  state,
}: {
  program: string;
  map: DependencyMap;
  state: ReturnType<typeof useOpened>;
}) {
  const { opened, toggle, params, set } = state;
  const only = params.get('only') === 'trouble' ? 'trouble' : 'all';
  const shown = useMemo(() => chosen(map, only), [map, only]);
  const graph = useMemo(() => graphOf(shown.nodes, shown.edges), [shown]);
  const { place, failed } = useLayout(graph);
  const names = useMemo(() => new Map(map.nodes.map((node) => [node.id, node])), [map]);
  const selected = params.get('node');
  const node = names.get(selected ?? '');
  const edge = params.get('edge');
  const ready = place !== null && shown.nodes.every(({ id }) => place[id] !== undefined);
  const open = (id: string) => {
    const found = names.get(id);
    if (found?.kind === 'team') toggle(found.key);
  };
  const within = (id: string) => id === node?.id || names.get(id)?.parent === node?.id;
  const own = node && shown.edges.filter(({ source, target }) => within(source) || within(target));
  return (
    <>
      <div className="map-bar">
        <p className="sec">
          {t('map.lead', {
            teams: t('map.nodes', { count: shown.nodes.length }),
            edges: t('map.edges', { count: shown.edges.length }),
          })}{' '}
          {map.left_out > 0 && t('map.leftOut', { count: map.left_out })}
        </p>
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
      <div className="map-grid">
        <div className="card map-card">
          {failed ? (
            <p className="map-note" role="alert">
              {t('map.failed')}
            </p>
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
              {node.kind === 'team' && node.activities > 0 && (
                <Button small onClick={() => toggle(node.key)}>
                  {t(opened.includes(node.key) ? 'map.close' : 'map.open')}
                </Button>
              )}
              {node.kind === 'activity' && (
                <Impact key={node.id} program={program} subject="activity" id={node.key} title={node.title} />
              )}
            </section>
          )}
          <Troubles
            title={node ? t('map.selected', { title: node.title }) : t('map.troubles')}
            edges={own ?? shown.edges}
            nodes={names}
            selected={edge}
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

/** Who depends on whom: a map of teams, vendors and other programs, and beside it the same as a list, the worst first. */
export default function MapView({ program }: { program: string }) {
  const state = useOpened();
  const query = useQuery({ ...mapQuery(program, state.text), placeholderData: keepPreviousData });
  if (query.data === undefined && !query.error) return <Skeleton rows={8} />;
  return (
    <Loaded query={query}>
      {(map) =>
        map.edges.length === 0 ? (
          <div className="card">
            <EmptyState title={t('map.empty')} icon="link" />
          </div>
        ) : (
          <Body program={program} map={map} state={state} />
        )
      }
    </Loaded>
  );
}
