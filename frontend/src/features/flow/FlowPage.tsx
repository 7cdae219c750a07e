import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { overviewQuery } from '@/api/queries';
import { EmptyState, ErrorState, Skeleton } from '@/components/feedback/States';
import type { Refusal } from '@/components/feedback/States';
import { Segmented } from '@/components/forms/Segmented';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { ForecastTab } from './forecast/ForecastTab';
import { FlowTab } from './measures/FlowTab';
import { RecordTab } from './record/RecordTab';
import { flowQuery } from './useFlow';
import type { FlowView } from './useFlow';
import { TABS, useView } from './view';
import '@/features/flow/flow.css';

const NOTHING = 409;

/** Without dated items there is no flow: what belongs here, and the next step. */
function Nothing({ program, error }: { program: string; error: Refusal }) {
  return (
    <div className="card">
      <EmptyState title={error.message} icon="flow">
        <p className="sec">{t('flow.emptyHint')}</p>
        <Link className="btn pri" to={`/import?program=${encodeURIComponent(program)}`}>
          {t('flow.import')}
        </Link>
      </EmptyState>
    </div>
  );
}

function Lead({ data }: { data: FlowView }) {
  const [first] = data.findings;
  const { measures } = data;
  return (
    <p aria-live="polite">
      {data.name !== '' && <b>{data.name}: </b>}
      {first ?? ''}{' '}
      <span className="dim small">
        {t('flow.asOf', { day: day(data.as_of, { year: true }), count: measures.weeks.length })}
      </span>
    </p>
  );
}

export default function FlowPage() {
  const { program = '' } = useParams();
  const { tab, question, params, set } = useView();
  const query = useQuery(flowQuery(program, question));
  const role = useQuery(overviewQuery(program)).data?.program.role;
  const readOnly = role === undefined || role === 'viewer';
  const { data } = query;
  const error: Refusal | null = query.error;
  const nothing = error?.details?.status === NOTHING;
  return (
    <div className="page flow">
      <title>{`${t('flow.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('flow.title')}</h1>
          {data && !error && tab === 'flow' && <Lead data={data} />}
        </div>
        {!nothing && (
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
      {error && nothing && <Nothing program={program} error={error} />}
      {error && !nothing && <ErrorState error={error} retry={() => void query.refetch()} />}
      {!data && !error && <Skeleton rows={8} height={56} />}
      {data && !nothing && tab === 'flow' && (
        <FlowTab
          program={program}
          data={data}
          question={question}
          set={set}
          readOnly={readOnly}
          work={`/programs/${encodeURIComponent(program)}/work-items`}
          waiting={query.isPlaceholderData}
        />
      )}
      {data && !nothing && tab === 'forecast' && (
        <ForecastTab program={program} data={data} params={params} set={set} readOnly={readOnly} />
      )}
      {!nothing && tab === 'record' && <RecordTab program={program} />}
    </div>
  );
}
