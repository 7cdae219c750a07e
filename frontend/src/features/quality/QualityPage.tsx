import { useMemo } from 'react';
import { useParams } from 'react-router';
import { useRole } from '@/api/role';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { ChoiceField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { CheckTable } from './CheckTable';
import { Findings } from './Findings';
import { shown } from './order';
import type { Show } from './order';
import { PartsCard } from './PartsCard';
import { ScoreCards } from './ScoreCards';
import { useQuality, useView } from './useQuality';
import type { Part, Quality, QualityView } from './useQuality';
import { WaiversCard } from './WaiversCard';
import '@/features/quality/quality.css';

type Set = (name: string, value: string | null) => void;

function Filters({ view, part, set }: { view: QualityView; part: Part; set: Set }) {
  const named = (rows: QualityView['teams']) => rows.map(({ id, title }) => ({ value: id, label: title }));
  const latest = view.quality.baseline;
  return (
    <>
      {view.teams.length > 0 && (
        <ChoiceField
          label={t('quality.team')}
          hideLabel
          value={part.team ?? ''}
          options={[{ value: '', label: t('quality.allTeams') }, ...named(view.teams)]}
          onValue={(value) => set('team', value)}
        />
      )}
      {view.workstreams.length > 0 && (
        <ChoiceField
          label={t('quality.workstream')}
          hideLabel
          value={part.workstream ?? ''}
          options={[{ value: '', label: t('quality.allWorkstreams') }, ...named(view.workstreams)]}
          onValue={(value) => set('workstream', value)}
        />
      )}
      {view.baselines.length > 0 && (
        <ChoiceField
          label={t('quality.baseline')}
          hideLabel
          value={part.baseline ?? latest?.id ?? ''}
          options={view.baselines.map(({ id, title, taken }) => ({
            value: id,
            label: `${title}, ${day(taken)}`,
          }))}
          onValue={(value) => set('baseline', value)}
        />
      )}
    </>
  );
}

function showOptions({ checks, failed }: Quality): { value: Show; label: string }[] {
  const of = (family: string) => checks.filter((check) => check.family === family).length;
  return [
    { value: 'all', label: t('quality.show.all', { count: checks.length }) },
    { value: 'fail', label: t('quality.show.fail', { count: failed }) },
    { value: 'dcma', label: t('quality.show.dcma', { count: of('dcma') }) },
    { value: 'twin', label: t('quality.show.twin', { count: of('twin') }) },
  ];
}

function Body({ view, program, mayEdit }: { view: QualityView; program: string; mayEdit: boolean }) {
  const { part, check, show, set } = useView();
  const { quality } = view;
  const rows = useMemo(() => shown(quality.checks, show), [quality.checks, show]);
  const current = rows.find(({ id }) => id === check) ?? rows[0] ?? null;
  const teams = useMemo(() => new Map(view.teams.map(({ id, title }) => [id, title])), [view.teams]);
  const select = (id: string) => set('check', id);
  return (
    <>
      <div className="title">
        <div>
          <h1>{t('quality.title')}</h1>
          <p>{quality.headline}</p>
        </div>
        <div className="acts">
          <Filters view={view} part={part} set={set} />
        </div>
      </div>
      <ScoreCards
        quality={quality}
        onSelect={(id) => {
          set('show', null);
          select(id);
        }}
      />
      {view.teams.length + view.workstreams.length > 0 && (
        <PartsCard
          program={program}
          part={part}
          onOpen={(kind, id) => {
            set(kind === 'team' ? 'workstream' : 'team', null);
            set(kind, id);
          }}
        />
      )}
      <WaiversCard program={program} mayEdit={mayEdit} />
      <div className="quality-bar">
        <Segmented
          label={t('quality.show')}
          value={show as Show}
          options={showOptions(quality)}
          onValue={(value) => set('show', value === 'all' ? null : value)}
        />
      </div>
      {quality.score === null ? (
        <div className="card">
          <EmptyState title={quality.headline} icon="quality" />
        </div>
      ) : (
        <div className="quality-grid">
          <CheckTable checks={rows} selected={current?.id ?? null} onSelect={select} />
          {current && (
            <Findings
              key={`${current.id}/${part.team ?? ''}/${part.workstream ?? ''}/${part.baseline ?? ''}`}
              program={program}
              part={part}
              check={current}
              teams={teams}
              mayEdit={mayEdit}
            />
          )}
        </div>
      )}
    </>
  );
}

export default function QualityPage() {
  const { program = '' } = useParams();
  const { part } = useView();
  const query = useQuality(program, part);
  const { glance, mayEdit } = useRole(program);
  return (
    <div className="page quality">
      <title>{`${t('quality.title')} · ${t('app.name')}`}</title>
      <Loaded query={query} beside={glance} rows={10} height={36}>
        {(view) => <Body view={view} program={program} mayEdit={mayEdit} />}
      </Loaded>
    </div>
  );
}
