import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { overviewQuery } from '@/api/queries';
import type { Overview } from '@/api/types';
import { EvidenceContext } from '@/components/facts/context';
import { Loaded } from '@/components/feedback/Loaded';
import { Button } from '@/components/forms/Button';
import { Icon } from '@/components/icons/Icon';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { capital, firstSentence } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import { BottomLine } from './BottomLine';
import { ContractsCard } from './ContractsCard';
import { MilestonesCard } from './MilestonesCard';
import { RisksCard } from './RisksCard';
import { TeamsCard } from './TeamsCard';
import { WarningsCard } from './WarningsCard';
import { useForecast } from './useForecast';
import '@/features/program/program.css';

function meta({ program, subtitle }: Overview): string {
  const size = t('program.size', {
    workstreams: t('program.workstreams', { count: subtitle.workstreams }),
    teams: t('program.teams', { count: subtitle.teams }),
    zones: t('program.zones', { count: subtitle.zones }),
  });
  const owner = program.owner && t('program.owner', { name: program.owner.name });
  return [firstSentence(program.summary), capital(program.kind), owner, size].filter(Boolean).join(' · ');
}

function Page({ data }: { data: Overview }) {
  const { id, title, role } = data.program;
  const navigate = useNavigate();
  const forecast = useForecast(id);
  const mayEdit = role !== 'viewer';
  const draft = `/programs/${encodeURIComponent(id)}/reports/draft`;
  const { run } = forecast;
  const verbs = useMemo<Verb[]>(
    () =>
      mayEdit
        ? [
            {
              id: 'program.report',
              title: t('program.report'),
              group: 'do',
              shortcut: 'Shift W',
              run: () => void navigate(draft),
            },
            { id: 'program.forecast', title: t('program.forecast'), group: 'do', run },
          ]
        : [],
    [mayEdit, navigate, draft, run],
  );
  useVerbs(verbs);
  return (
    <EvidenceContext value={data}>
      <title>{`${title} · ${t('app.name')}`}</title>
      <div className="page program">
        <div className="pt">
          <div className="head-words">
            <h1>{title}</h1>
            <p className="meta">{meta(data)}</p>
          </div>
          {mayEdit && (
            <div className="acts">
              <Button icon="play" onClick={run} busy={forecast.busy ? t('program.forecastBusy') : null}>
                {t('program.forecast')}
              </Button>
              <Link className="btn pri" to={draft} title={`${t('program.report')} (Shift W)`}>
                <Icon name="report" small />
                {t('program.report')}
              </Link>
            </div>
          )}
        </div>
        <BottomLine data={data} />
        <MilestonesCard data={data} forecast={forecast} />
        <div className="three">
          <RisksCard data={data} />
          <ContractsCard data={data} />
          <TeamsCard data={data} />
        </div>
        <WarningsCard data={data} />
      </div>
    </EvidenceContext>
  );
}

export default function ProgramPage() {
  const { program = '' } = useParams();
  const query = useQuery(overviewQuery(program));
  return (
    <Loaded query={query} rows={5} height={120}>
      {(data) => <Page data={data} />}
    </Loaded>
  );
}
