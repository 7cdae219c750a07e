import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { headerQuery } from '@/api/queries';
import { useRole } from '@/api/role';
import type { ProgramHeader } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState, Skeleton } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { useAddress } from '@/components/forms/useAddress';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { t } from '@/lib/messages/t';
import { AdviceCard } from './AdviceCard';
import { GatePanel } from './gates/GatePanel';
import { SprintPanel } from './sprints/SprintPanel';
import { StreamPanel } from './streams/StreamPanel';
import { runs } from './types';
import type { Stream } from './types';
import { gatesQuery } from './useDelivery';
import { WayDialog } from './WayDialog';
import '@/features/delivery/delivery.css';

const room = (program: string, path: string) => `/programs/${encodeURIComponent(program)}/${path}`;

function Kanban({ program, stream }: { program: string; stream: Stream }) {
  return (
    <section className="card" aria-labelledby="kanban">
      <header>
        <h2 id="kanban">{t('kanban.title')}</h2>
      </header>
      <div className="d-body">
        <p>{t('kanban.said')}</p>
        <div className="d-acts">
          <Link
            className="btn pri"
            to={`${room(program, 'board')}?workstream=${encodeURIComponent(stream.id)}`}
          >
            {t('kanban.board', { title: stream.title })}
          </Link>
          <Link className="btn" to={room(program, 'flow')}>
            {t('kanban.flow')}
          </Link>
        </div>
      </div>
    </section>
  );
}

type PanelProps = {
  program: string;
  header: ProgramHeader;
  stream: Stream;
  /** Whether a milestone of it has a gate, whatever its way is. */
  gated: boolean;
  mayEdit: boolean;
};

/** A workstream with the panel of each way that it uses, and the advice. */
function StreamRoom({ program, header, stream, gated, mayEdit }: PanelProps) {
  const [changing, setChanging] = useState(false);
  const used = runs(stream);
  const streams = header.workstreams as Stream[];
  const verbs = useMemo<Verb[]>(
    () =>
      mayEdit
        ? [
            {
              id: 'delivery.way',
              title: t('delivery.changeOf', { title: stream.title }),
              group: 'do',
              shortcut: 'Shift W',
              run: () => setChanging(true),
            },
          ]
        : [],
    [mayEdit, stream.title],
  );
  useVerbs(verbs);
  return (
    <div className="d-room">
      <div className="d-head">
        <h2>
          {stream.title} <small>{t(`delivery.way.${stream.way}`)}</small>
        </h2>
        {mayEdit && (
          <Button title={`${t('delivery.change')} (Shift W)`} onClick={() => setChanging(true)}>
            {t('delivery.change')}
          </Button>
        )}
      </div>
      {(used.includes('waterfall') || gated) && (
        <GatePanel
          program={program}
          stream={stream.id}
          mayEdit={mayEdit}
          planHref={(id) => `${room(program, 'plan')}?select=${encodeURIComponent(id)}`}
        />
      )}
      {used.includes('scrum') && <SprintPanel program={program} stream={stream.id} mayEdit={mayEdit} />}
      {used.includes('kanban') && <Kanban program={program} stream={stream} />}
      {used.includes('lean') && <StreamPanel program={program} stream={stream.id} mayEdit={mayEdit} />}
      <AdviceCard program={program} stream={stream.id} />
      {changing && (
        <WayDialog
          program={program}
          version={header.version}
          streams={streams}
          stream={stream}
          onClose={() => setChanging(false)}
        />
      )}
    </div>
  );
}

function Body({ program, header }: { program: string; header: ProgramHeader }) {
  const { mayEdit } = useRole(program);
  const gates = useQuery(gatesQuery(program));
  const { params, set } = useAddress();
  const streams = header.workstreams as Stream[];
  const wanted = gates.data?.gates.find(({ view }) => view.gate.id === params.get('gate'))?.view.workstream;
  const chosen = params.get('stream') ?? (wanted === undefined ? null : (wanted ?? 'program'));
  const count = (of: string | null) =>
    gates.data?.gates.filter(({ view }) => (view.workstream ?? null) === of).length ?? 0;
  const first = streams.find(({ id }) => count(id) > 0) ?? streams[0] ?? null;
  const stream = streams.find(({ id }) => id === chosen) ?? (chosen === 'program' ? null : first);
  const waiting = chosen === null && gates.isPending; // for the gates that tell which one to open
  return (
    <div className="delivery">
      <title>{`${t('delivery.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('delivery.title')}</h1>
          <p>{t('delivery.lead')}</p>
        </div>
      </div>
      {streams.length === 0 && (
        <div className="card">
          <EmptyState title={t('delivery.none')} icon="work">
            <Link className="btn" to={room(program, 'settings')}>
              {t('delivery.settings')}
            </Link>
          </EmptyState>
        </div>
      )}
      <div className="d-grid">
        <nav aria-label={t('delivery.streams')} className="card d-nav">
          {streams.map((each) => (
            <button
              type="button"
              key={each.id}
              aria-current={each === stream && !waiting ? 'true' : undefined}
              onClick={() => set('stream', each.id)}
            >
              <span>{each.title}</span>
              <small>
                {each.way === 'hybrid' && (each.parts?.length ?? 0) > 0
                  ? each.parts?.map((part) => t(`delivery.way.${part}`)).join(' + ')
                  : t(`delivery.way.${each.way}`)}
              </small>
            </button>
          ))}
          <button
            type="button"
            aria-current={stream === null ? 'true' : undefined}
            onClick={() => set('stream', 'program')}
          >
            <span>{t('delivery.program')}</span>
            <small>{count(null)}</small>
          </button>
        </nav>
        {waiting ? (
          <Skeleton rows={4} height={48} />
        ) : stream === null ? (
          <div className="d-room">
            <GatePanel
              program={program}
              stream={null}
              mayEdit={mayEdit}
              planHref={(id) => `${room(program, 'plan')}?select=${encodeURIComponent(id)}`}
            />
          </div>
        ) : (
          <StreamRoom
            key={stream.id}
            program={program}
            header={header}
            stream={stream}
            gated={count(stream.id) > 0}
            mayEdit={mayEdit}
          />
        )}
      </div>
    </div>
  );
}

/** Each workstream with its way of working. */
export default function DeliveryPage() {
  const { program = '' } = useParams();
  const header = useQuery(headerQuery(program));
  const { glance } = useRole(program);
  return (
    <Loaded query={header} beside={glance}>
      {(data) => <Body program={program} header={data} />}
    </Loaded>
  );
}
