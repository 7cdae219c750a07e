import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useRole } from '@/api/role';
import { EmptyState, ErrorState, Skeleton } from '@/components/feedback/States';
import type { Refusal } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { Segmented } from '@/components/forms/Segmented';
import { t } from '@/lib/messages/t';
import { ForecastTab } from './forecast/ForecastTab';
import { FlowTab } from './measures/FlowTab';
import { RecordTab } from './record/RecordTab';
import { flowQuery, itemsQuery } from './useFlow';
import { NO_FILTERS, TABS, useView } from './view';
import '@/features/flow/flow.css';

const NOTHING = 409;

/** Without dated items there is no flow: what belongs here, and the next step. */
function Nothing({ program, title }: { program: string; title: string }) {
  return (
    <div className="card">
      <EmptyState title={title} icon="flow">
        <p className="sec">{t('flow.emptyHint')}</p>
        <Link className="btn pri" to={`/import?program=${encodeURIComponent(program)}`}>
          {t('flow.import')}
        </Link>
      </EmptyState>
    </div>
  );
}

type TabProps = { program: string; readOnly: boolean };

/** The tabs that need the flow of the items; a refusal can be answered by taking the filters away. */
function Measured({ program, readOnly }: TabProps) {
  const { tab, question, params, set } = useView();
  const query = useQuery(flowQuery(program, question));
  const { data } = query;
  const error: Refusal | null = query.error;
  if (error?.details?.status === NOTHING) return <Nothing program={program} title={error.message} />;
  if (error) {
    return (
      <>
        <ErrorState error={error} retry={() => void query.refetch()} />
        <Button onClick={() => set(NO_FILTERS)}>{t('flow.filter.clear')}</Button>
      </>
    );
  }
  if (!data) return <Skeleton rows={8} height={56} />;
  if (tab === 'forecast') return <ForecastTab program={program} data={data} params={params} set={set} />;
  return (
    <FlowTab
      program={program}
      data={data}
      question={question}
      set={set}
      readOnly={readOnly}
      work={`/programs/${encodeURIComponent(program)}/work-items`}
      waiting={query.isPlaceholderData}
    />
  );
}

export default function FlowPage() {
  const { program = '' } = useParams();
  const { tab, set } = useView();
  const { mayEdit } = useRole(program);
  const found = useQuery(itemsQuery(program));
  const items = found.data;
  return (
    <div className="page flow">
      <title>{`${t('flow.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <h1>{t('flow.title')}</h1>
        {items !== 0 && (
          <div className="acts">
            <Segmented
              label={t('flow.tab')}
              value={tab}
              options={TABS.map((value) => ({ value, label: t(`flow.tab.${value}`) }))}
              onValue={(value) => set({ tab: value === 'flow' ? null : value })}
            />
          </div>
        )}
      </div>
      {items === 0 && <Nothing program={program} title={t('flow.empty')} />}
      {items !== 0 && tab === 'record' && <RecordTab program={program} />}
      {items !== undefined && items > 0 && tab !== 'record' && (
        <Measured program={program} readOnly={!mayEdit} />
      )}
      {found.error && <ErrorState error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && tab !== 'record' && <Skeleton rows={8} height={56} />}
    </div>
  );
}
