import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { VegaChart } from '@/components/charts/VegaChart';
import { EvidenceContext } from '@/components/facts/context';
import { Fact } from '@/components/facts/Fact';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState, FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { day } from '@/lib/format/dates';
import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { SprintRoom, SprintView, StoredSprint } from '@/features/delivery/types';
import { sprintsQuery, usePut } from '@/features/delivery/useDelivery';
import { CloseDialog, SprintDialog } from './dialogs';
import { capacityWords, Items, SprintCard } from './SprintCard';

function Past({ room }: { room: SprintRoom }) {
  const { pace, record } = room;
  const length =
    pace?.length ?? Math.round((Date.parse(room.next_finish) - Date.parse(room.next_start)) / 86_400_000) + 1;
  return (
    <section className="card" aria-labelledby="s-past">
      <header>
        <h2 id="s-past">{t('sprints.pace')}</h2>
      </header>
      <div className="d-body">
        {pace && room.pace_fact ? (
          <p>
            <Fact
              id={room.pace_fact}
              text={t('sprints.paceSaid', {
                n: length,
                k: pace.at_least['85'] ?? 0,
                m: pace.at_least['50'] ?? 0,
              })}
            />
          </p>
        ) : (
          <p className="dim">{t('sprints.paceNone', { n: length })}</p>
        )}
        <p>{capacityWords(room.next_capacity)}</p>
        {record && room.record_fact ? (
          <p>
            <Fact
              id={room.record_fact}
              text={t('sprints.historySaid', {
                kept: record.kept,
                n: record.sprints,
                share: percent(record.items ? record.carried / record.items : 0),
              })}
            />
          </p>
        ) : (
          <p className="dim">{t('sprints.historyNone')}</p>
        )}
      </div>
    </section>
  );
}

function Over({ closed }: { closed: readonly StoredSprint[] }) {
  if (closed.length === 0) return null;
  return (
    <section className="card" aria-labelledby="s-over">
      <header>
        <h2 id="s-over">{t('sprints.over')}</h2>
      </header>
      <div className="d-body">
        {closed.toReversed().map((each) => (
          <details key={each.code}>
            <summary>
              {each.title} · {t('sprints.days', { start: day(each.start), finish: day(each.finish) })} ·{' '}
              {t('sprints.carried')} {each.outcomes.length}
            </summary>
            <ul className="plain">
              {each.outcomes.map((one) => (
                <li key={one.key}>
                  <b>{one.key}</b> {one.to || t('sprints.backlog')}: {one.reason}
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
    </section>
  );
}

function Backlog({ program, room, into }: { program: string; room: SprintRoom; into: SprintView | null }) {
  const put = usePut(program);
  return (
    <section className="card" aria-labelledby="s-backlog">
      <header>
        <h2 id="s-backlog">{t('sprints.backlog')}</h2>
        <span className="more">{t('sprints.items', { count: room.backlog.length })}</span>
      </header>
      <div className="d-body">
        <FormError error={put.error} />
        {room.backlog.length === 0 ? (
          <p className="dim">{t('sprints.backlogNone')}</p>
        ) : (
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the list scrolls: the keyboard must reach it
          <div className="s-backlog" tabIndex={0} role="group" aria-label={t('sprints.backlog')}>
            <Items
              items={room.backlog.slice(0, 200)}
              act={
                into
                  ? {
                      label: ({ key }) => t('sprints.putOne', { key, title: into.sprint.title }),
                      text: t('sprints.in'),
                      run: ({ key }) => put.mutate({ items: [key], code: into.sprint.code }),
                    }
                  : null
              }
            />
          </div>
        )}
      </div>
    </section>
  );
}

type Dialog = { verb: 'edit'; row: StoredSprint | null } | { verb: 'close' } | null;

function Body({ program, room, mayEdit }: { program: string; room: SprintRoom; mayEdit: boolean }) {
  const [dialog, setDialog] = useState<Dialog>(null);
  const verbs = useMemo<Verb[]>(
    () =>
      mayEdit
        ? [
            {
              id: 'sprints.plan',
              title: t('sprints.plan'),
              group: 'do',
              shortcut: 'Shift S',
              run: () => setDialog({ verb: 'edit', row: null }),
            },
          ]
        : [],
    [mayEdit],
  );
  useVerbs(verbs);
  const open = [...(room.active ? [room.active] : []), ...room.planned];
  const into = mayEdit ? (room.planned[0] ?? room.active) : null;
  return (
    <EvidenceContext value={room}>
      <div className="d-head">
        <h2>{t('sprints.title')}</h2>
        {mayEdit && (
          <Button
            icon="plus"
            title={`${t('sprints.plan')} (Shift S)`}
            onClick={() => setDialog({ verb: 'edit', row: null })}
          >
            {t('sprints.plan')}
          </Button>
        )}
      </div>
      {open.length === 0 && (
        <div className="card">
          <EmptyState title={t('sprints.none')} icon="clock" />
        </div>
      )}
      {open.map((view) => (
        <SprintCard
          key={view.sprint.code}
          program={program}
          view={view}
          mayEdit={mayEdit}
          blocked={room.active !== null}
          onEdit={() => setDialog({ verb: 'edit', row: view.sprint })}
          onClose={() => setDialog({ verb: 'close' })}
        />
      ))}
      <Past room={room} />
      <div className="d-charts">
        {room.charts.map((chart) => (
          <VegaChart key={chart.id} chart={chart} />
        ))}
      </div>
      <Backlog program={program} room={room} into={into} />
      <Over closed={room.closed} />
      {dialog?.verb === 'edit' && (
        <SprintDialog program={program} room={room} row={dialog.row} onClose={() => setDialog(null)} />
      )}
      {dialog?.verb === 'close' && room.active && (
        <CloseDialog
          program={program}
          view={room.active}
          planned={room.planned}
          onClose={() => setDialog(null)}
        />
      )}
    </EvidenceContext>
  );
}

/** The sprints of a workstream, those of a tracker in the charts too. */
export function SprintPanel({
  program,
  stream,
  mayEdit,
}: {
  program: string;
  stream: string;
  mayEdit: boolean;
}) {
  const query = useQuery(sprintsQuery(program, stream));
  return <Loaded query={query}>{(room) => <Body program={program} room={room} mayEdit={mayEdit} />}</Loaded>;
}
