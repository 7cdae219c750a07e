import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { glanceQuery } from '@/api/queries';
import { useViews } from '@/api/useViews';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { useSearchParams } from '@/components/forms/searchParams';
import { useAddress } from '@/components/forms/useAddress';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { ViewsMenu } from '@/components/views/ViewsMenu';
import { t } from '@/lib/messages/t';
import { ArrangeDialog } from './ArrangeDialog';
import { askedOf, audiences, lookOf } from './asked';
import { Board } from './Board';
import { DecidedCard } from './DecidedCard';
import { Timeline } from './Timeline';
import { Toolbar } from './Toolbar';
import { exportHref, roadmapQuery } from './useRoadmap';
import type { View } from './useRoadmap';
import '@/features/roadmap/roadmap.css';

const STROKES = { engineering: '1', executive: '2', customer: '3' } as const;

function Key() {
  return (
    <p className="r-key noprint" aria-hidden="true">
      <svg width="34" height="14">
        <rect className="r-bar" x="1" y="2" width="14" height="10" rx="1.5" />
        <rect className="r-spread" x="15" y="2" width="15" height="10" />
        <line className="r-cap" x1="30" x2="30" y1="1" y2="13" />
      </svg>
      {t('roadmap.key.spread')}
      <svg width="14" height="14">
        <path className="r-diamond" d="M7 1l6 6l-6 6l-6 -6z" />
      </svg>
      {t('roadmap.key.milestone')}
      <svg width="8" height="14">
        <line className="r-target" x1="4" x2="4" y1="1" y2="13" />
      </svg>
      {t('roadmap.key.target')}
      <svg width="12" height="14">
        <path className="r-pennant" d="M2 13V1l7 2.500l-7 2.500" />
      </svg>
      {t('roadmap.key.commitment')}
    </p>
  );
}

function Saved({ program, mayEdit }: { program: string; mayEdit: boolean }) {
  const views = useViews(program, 'roadmap');
  const [params, setParams] = useSearchParams();
  return (
    <ViewsMenu
      store={views}
      search={params.toString()}
      passing={[]}
      onApply={(search) => setParams(new URLSearchParams(search), { replace: true })}
      mayShare={mayEdit}
    />
  );
}

function Body({ program, view, mayEdit }: { program: string; view: View; mayEdit: boolean }) {
  const { params } = useAddress();
  const [open, setOpen] = useState<string | null>(null);
  const asked = askedOf(params);
  const { roadmap, entries } = view;
  const customer = roadmap.audience === 'customer';
  const items = roadmap.lanes.flatMap((lane) => lane.items);
  const arrange = mayEdit && !customer ? setOpen : null;
  const decided = entries.find(({ entry }) => entry.activity === open) ?? null;
  const title = decided?.title ?? items.find(({ id }) => id === open)?.title ?? open ?? '';
  return (
    <>
      {view.left_out.length > 0 && <p className="r-left sec noprint">{view.left_out.join(' ')}</p>}
      {!view.fresh && <p className="r-left at noprint">{t('roadmap.stale')}</p>}
      <section className="card r-drawn noprint" aria-label={roadmap.headline}>
        {items.length === 0 ? (
          <EmptyState icon="roadmap" title={t(customer ? 'roadmap.emptyCustomer' : 'roadmap.empty')} />
        ) : lookOf(params) === 'board' ? (
          <Board roadmap={roadmap} onArrange={arrange} done={asked.done} />
        ) : (
          <>
            <Timeline roadmap={roadmap} onArrange={arrange} />
            {!customer && <Key />}
          </>
        )}
      </section>
      <DecidedCard entries={entries} onArrange={mayEdit ? setOpen : null} />
      {/* What is printed is the page that is exported: one sheet, light, readable in grey. */}
      <img className="r-sheet" src={exportHref(program, asked, 'svg')} alt={roadmap.headline} />
      {open !== null && (
        <ArrangeDialog
          key={open}
          program={program}
          subject={{ activity: open, title, decided }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

export default function RoadmapPage() {
  const { program = '' } = useParams();
  const { params, set } = useAddress();
  const asked = askedOf(params);
  const query = useQuery(roadmapQuery(program, asked));
  const role = useQuery(glanceQuery(program)).data?.program.role;
  const mayEdit = role === 'editor' || role === 'owner';
  const [, setParams] = useSearchParams();
  useVerbs(
    useMemo<Verb[]>(
      () =>
        audiences.map((audience) => ({
          id: `roadmap.${audience}`,
          title: `${t('roadmap.title')}: ${t(`roadmap.audience.${audience}`)}`,
          group: 'do',
          shortcut: STROKES[audience],
          run: () =>
            setParams(
              (now) => {
                now.set('audience', audience);
                return now;
              },
              { replace: true },
            ),
        })),
      [setParams],
    ),
  );
  return (
    <div className="page roadmap">
      <title>{`${t('roadmap.title')} · ${t('app.name')}`}</title>
      <div className="title noprint">
        <div>
          <h1>{t('roadmap.title')}</h1>
          <p>{query.data?.roadmap.headline}</p>
        </div>
        <div className="acts">
          <Saved program={program} mayEdit={mayEdit} />
        </div>
      </div>
      <Toolbar program={program} asked={asked} look={lookOf(params)} set={set} />
      <Loaded query={query} rows={10} height={30}>
        {(view) => <Body program={program} view={view} mayEdit={mayEdit} />}
      </Loaded>
    </div>
  );
}
