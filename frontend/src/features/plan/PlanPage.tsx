import { useMediaQuery } from '@mantine/hooks';
import { useReducer } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { glanceQuery } from '@/api/queries';
import { ErrorState } from '@/components/feedback/States';
import { t } from '@/lib/messages/t';
import { PlanSkeleton } from './PlanSkeleton';
import { PlanWorkspace } from './PlanWorkspace';
import { reduce } from './state/state';
import { fromSearch } from './state/url';
import { usePlanQuery } from './state/usePlan';
import { useAddress } from './state/useAddress';
import './plan.css';
import './columns.css';

/** The plan of a program: tree grid and Gantt, with "Why this date?" beside it. */
export default function PlanPage() {
  const { program = '' } = useParams();
  const [search] = useSearchParams();
  const [state, dispatch] = useReducer(reduce, search, fromSearch);
  useAddress(state, dispatch);
  const query = usePlanQuery(program, state.baseline);
  const glance = useQuery(glanceQuery(program));
  const narrow = useMediaQuery('(max-width: 899px)', window.innerWidth < 900);
  if (query.data === undefined) {
    return query.error ? (
      <div className="pl-state">
        <ErrorState error={query.error} retry={() => void query.refetch()} />
        <Link to="/">{t('state.toPrograms')}</Link>
      </div>
    ) : (
      <PlanSkeleton />
    );
  }
  const title = glance.data?.program.title ?? query.data.activities.title[0] ?? program;
  return (
    <>
      <title>{`${t('plan.titleOf', { program: title })} · ${t('app.name')}`}</title>
      <PlanWorkspace
        program={program}
        title={title}
        columns={query.data}
        stale={query.error}
        state={state}
        dispatch={dispatch}
        narrow={narrow}
        readOnly={narrow || glance.data?.program.role === 'viewer'}
      />
    </>
  );
}
