import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DependencyMap, MapLevel } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState, Skeleton } from '@/components/feedback/States';
import { Segmented } from '@/components/forms/Segmented';
import { useAddress } from '@/components/forms/useAddress';
import { MapBody, useOpened } from '@/components/map/MapBody';
import { t } from '@/lib/messages/t';
import { Impact } from '@/features/contracts/Impact';
import { mapQuery } from '@/features/contracts/useContracts';

/** Levels that can be chosen: those with a relation, and the one that is shown. */
const choices = ({ levels, by }: DependencyMap): MapLevel[] =>
  levels.filter((each) => each.relations > 0 || each.by === by).map((each) => each.by);

/** What is shown; where teams owe one another nothing, that first. */
function lead(map: DependencyMap): string {
  const shown = t('map.lead', {
    teams: t('map.nodes', { count: map.nodes.length }),
    edges: t('map.edges', { count: map.edges.length }),
  });
  const teams = map.levels.find(({ by }) => by === 'team')?.relations ?? 0;
  const byTeam = map.by === 'team' || map.by === 'shared';
  const none =
    byTeam && teams === 0 ? t('map.noneOwed', { links: t('map.within', { count: map.within }) }) : '';
  const what = map.by === 'shared' ? t('map.isShared') : '';
  const left = map.left_out > 0 ? t('map.leftOut', { count: map.left_out }) : '';
  return [none, what, shown, left].filter(Boolean).join(' ');
}

function Body({
  program,
  map,
  state: { opened, toggle },
}: {
  program: string;
  map: DependencyMap;
  state: ReturnType<typeof useOpened>;
}) {
  const { replace } = useAddress();
  const levels = choices(map);
  return (
    <MapBody
      nodes={map.nodes}
      edges={map.edges}
      lead={lead(map)}
      tools={
        levels.length > 1 && (
          <Segmented
            label={t('map.by')}
            value={map.by}
            options={levels.map((value) => ({ value, label: t(`map.by.${value}`) }))}
            onValue={(by) => replace({ by, node: null, edge: null, opened: null })}
          />
        )
      }
      opened={opened}
      toggle={toggle}
      openable={({ kind, activities }) => ['team', 'workstream', 'person'].includes(kind) && activities > 0}
      openLabel={t('map.open')}
      closeLabel={t('map.close')}
      about={({ id, kind, key, title }) =>
        kind === 'activity' && <Impact key={id} program={program} subject="activity" id={key} title={title} />
      }
    />
  );
}

/** Who depends on whom in a program: teams, workstreams or people, vendors and other programs. */
export default function MapView({ program }: { program: string }) {
  const state = useOpened();
  const { params } = useAddress();
  const query = useQuery({
    ...mapQuery(program, state.text, params.get('by') ?? ''),
    placeholderData: keepPreviousData,
  });
  if (query.data === undefined && !query.error) return <Skeleton rows={8} />;
  return (
    <Loaded query={query}>
      {(map) =>
        map.edges.length === 0 && map.levels.every(({ relations }) => relations === 0) ? (
          <div className="card">
            <EmptyState title={t('map.empty')} icon="link">
              {map.within > 0 && <p className="sec">{t('map.within', { count: map.within })}</p>}
            </EmptyState>
          </div>
        ) : (
          <Body program={program} map={map} state={state} />
        )
      }
    </Loaded>
  );
}
