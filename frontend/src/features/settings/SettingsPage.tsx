import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { address, path } from '@/api/client';
import { headerQuery, overviewQuery } from '@/api/queries';
import { Loaded } from '@/components/feedback/Loaded';
import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';
import { AimCard } from './AimCard';
import { CadencesCard, PeopleCard, TeamsCard, WorkstreamsCard } from './crew/CrewCard';
import { DangerCard } from './DangerCard';
import { ResponsibilitiesCard } from './governance/ResponsibilitiesCard';
import { MembersCard } from './MembersCard';
import { PortfolioCard, TemplateCard } from './PlacementCard';
import { ProgramCard } from './ProgramCard';
import { RulesCard } from './RulesCard';
import '@/features/settings/settings.css';

const formats = ['text', 'mspdi', 'xlsx', 'csv', 'json'] as const;

function ExportCard({ program }: { program: string }) {
  return (
    <section className="card">
      <header>
        <h2>{t('settings.export')}</h2>
        <span className="more">{t('settings.exportLead')}</span>
      </header>
      <div className="card-pad export-row">
        {formats.map((format) => (
          <a
            key={format}
            className="btn"
            href={address(`${path('programs', program)}/export`, { format })}
            download
          >
            <Icon name="download" small />
            {t(`settings.format.${format}`)}
          </a>
        ))}
      </div>
    </section>
  );
}

export default function SettingsPage() {
  const { program = '' } = useParams();
  const query = useQuery(overviewQuery(program));
  const header = useQuery(headerQuery(program));
  return (
    <div className="page settings">
      <title>{`${t('settings.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <h1>{t('settings.title')}</h1>
      </div>
      <Loaded query={query}>
        {({ program: data, milestones, final }) => (
          <>
            <Loaded query={header}>
              {(head) => (
                <>
                  {data.role !== 'viewer' && (
                    <>
                      <ProgramCard key={head.id} header={head} milestones={milestones} />
                      <AimCard program={program} final={final} />
                      <RulesCard key={`rules ${head.id}`} header={head} />
                    </>
                  )}
                  <WorkstreamsCard header={head} mayEdit={data.role !== 'viewer'} />
                  <TeamsCard header={head} mayEdit={data.role !== 'viewer'} />
                  <PeopleCard header={head} mayEdit={data.role !== 'viewer'} />
                  <ResponsibilitiesCard header={head} mayEdit={data.role !== 'viewer'} />
                  <CadencesCard header={head} mayEdit={data.role !== 'viewer'} />
                </>
              )}
            </Loaded>
            <MembersCard program={program} mayManage={data.role === 'owner'} />
            {data.role !== 'viewer' && <PortfolioCard program={program} />}
            <ExportCard program={program} />
            {data.role !== 'viewer' && <TemplateCard program={program} title={data.title} />}
            {data.role === 'owner' && <DangerCard program={program} title={data.title} />}
          </>
        )}
      </Loaded>
    </div>
  );
}
