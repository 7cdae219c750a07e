import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get, path } from '@/api/client';
import type { MapNode, WorkspaceMap } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { Icon } from '@/components/icons/Icon';
import { MapBody, useOpened } from '@/components/map/MapBody';
import { t } from '@/lib/messages/t';

/** No program is open here, so nobody tells of changes; all programs are read for the map. */
const ASK_AGAIN_MS = 60_000;

const mapQuery = (opened: string) => ({
  queryKey: ['programs', 'dependency-map', opened],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<WorkspaceMap>(path('dependency-map'), { opened: opened || null }, signal),
});

/** What is shown, and how many programs are not because nothing ties them to others. */
function lead({ nodes, edges, apart }: WorkspaceMap): string {
  const shown = t('portfolioMap.lead', {
    programs: t('portfolioMap.programs', { count: nodes.filter(({ kind }) => kind === 'program').length }),
    edges: t('map.edges', { count: edges.length }),
  });
  return apart > 0 ? `${shown} ${t('portfolioMap.apart', { count: apart })}` : shown;
}

function About({ node }: { node: MapNode }) {
  if (node.kind !== 'program') return null;
  return (
    <p>
      <Link to={`/programs/${encodeURIComponent(node.key)}/contracts?view=map`}>
        {t('portfolioMap.own', { title: node.title })}
      </Link>
    </p>
  );
}

/** What programs owe one another, and vendors owe them: of all programs that the reader sees. */
export default function PortfolioMapPage() {
  const { text, opened, toggle } = useOpened();
  const query = useQuery({
    ...mapQuery(text),
    placeholderData: keepPreviousData,
    refetchInterval: ASK_AGAIN_MS,
  });
  return (
    <div className="page">
      <title>{`${t('portfolioMap.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('portfolioMap.title')}</h1>
          <p>{t('portfolioMap.says')}</p>
        </div>
        <div className="acts">
          <Link to="/" className="btn">
            <Icon name="grid" small />
            {t('programs.title')}
          </Link>
        </div>
      </div>
      <Loaded query={query} rows={8}>
        {(map) =>
          map.edges.length === 0 && map.nodes.length === 0 ? (
            <div className="card">
              <EmptyState title={t('portfolioMap.empty')} icon="link" />
            </div>
          ) : (
            <MapBody
              nodes={map.nodes}
              edges={map.edges}
              lead={lead(map)}
              opened={opened}
              toggle={toggle}
              openable={({ kind, activities }) => kind === 'program' && activities > 0}
              openLabel={t('portfolioMap.open')}
              closeLabel={t('portfolioMap.close')}
              about={(node) => <About node={node} />}
            />
          )
        }
      </Loaded>
    </div>
  );
}
