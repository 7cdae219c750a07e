import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useRole } from '@/api/role';
import type { Text } from '@/api/types';
import { EvidenceContext } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { t } from '@/lib/messages/t';
import { Inputs } from './inputs/Inputs';
import { Result } from './Result';
import { RunDialog } from './RunDialog';
import { useOutcome, useView } from './useUncertainty';
import type { OutcomeView, View } from './useUncertainty';
import '@/features/uncertainty/uncertainty.css';

type BodyProps = { program: string; data: OutcomeView; view: View; mayEdit: boolean };

function Pending({ data }: { data: OutcomeView }) {
  const { pending } = data;
  return (
    <div className="card">
      {pending ? (
        <p className="empty" role="status">
          {t('uncertainty.pending', { done: pending.done, total: pending.total })}
        </p>
      ) : (
        <EmptyState title={t('uncertainty.noMilestone')} icon="spread">
          <Link className="btn" to="../plan" relative="path">
            {t('uncertainty.toPlan')}
          </Link>
        </EmptyState>
      )}
    </div>
  );
}

function Body({ program, data, view, mayEdit }: BodyProps) {
  const [running, setRunning] = useState(false);
  const { outcome } = data;
  return (
    <EvidenceContext value={{ facts: data.facts }}>
      <div className="title">
        <div>
          <h1>{t('uncertainty.title')}</h1>
          {outcome && (
            <p aria-live="polite">
              <RichText text={outcome.sentence as Text} />
            </p>
          )}
        </div>
        <div className="acts">
          <Segmented
            label={t('uncertainty.view')}
            value={view.inputs ? 'inputs' : 'result'}
            options={[
              { value: 'result', label: t('uncertainty.view.result') },
              { value: 'inputs', label: t('uncertainty.view.inputs') },
            ]}
            onValue={(value) => view.set('view', value === 'inputs' ? value : null)}
          />
          {data.milestones.length > 1 && outcome && !view.inputs && (
            <ChoiceField
              label={t('uncertainty.milestone')}
              hideLabel
              value={outcome.milestone}
              options={data.milestones.map(({ id, title }) => ({ value: id, label: title }))}
              onValue={(id) => view.set('milestone', id)}
            />
          )}
          {mayEdit && outcome && (
            <Button icon="play" onClick={() => setRunning(true)}>
              {t('uncertainty.run.again')}
            </Button>
          )}
        </div>
      </div>
      {view.inputs ? (
        <Inputs program={program} readOnly={!mayEdit} />
      ) : outcome ? (
        <Result program={program} data={data} outcome={outcome} view={view} />
      ) : (
        <Pending data={data} />
      )}
      {running && outcome && (
        <RunDialog
          program={program}
          iterations={outcome.iterations}
          seed={outcome.seed}
          onClose={() => setRunning(false)}
        />
      )}
    </EvidenceContext>
  );
}

export default function UncertaintyPage() {
  const { program = '' } = useParams();
  const view = useView();
  const query = useOutcome(program, view);
  const { glance, mayEdit } = useRole(program);
  return (
    <div className="page uncertainty">
      <title>{`${t('uncertainty.title')} · ${t('app.name')}`}</title>
      <Loaded query={query} beside={glance} rows={8} height={56}>
        {(data) => <Body program={program} data={data} view={view} mayEdit={mayEdit} />}
      </Loaded>
    </div>
  );
}
