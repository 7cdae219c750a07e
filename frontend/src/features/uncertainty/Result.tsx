import { EvidenceContext } from '@/components/facts/context';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import type { Refusal } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { CostCard, JointCard, NoCostCard } from './CostCard';
import { ActivityTable } from './ActivityTable';
import { DriversCard } from './DriversCard';
import { FinishCard, PercentileCard } from './FinishCard';
import { MergeCard } from './MergeCard';
import { RisksCard } from './RisksCard';
import { UnshownCard } from './UnshownCard';
import { useAnalysis, useSensitivity } from './useUncertainty';
import type { Outcome, OutcomeView, View } from './useUncertainty';

type Props = { program: string; data: OutcomeView; outcome: Outcome; view: View };

type Refused = Refusal & Required<Pick<Refusal, 'details'>>;

/** A plan that is too large to be simulated again while one waits is no failure of the page. */
const refused = (error: Refusal | null): error is Refused => error?.details?.status === 409;

/** The distribution first, which is there at once; then what simulating again finds. */
export function Result({ program, data, outcome, view }: Props) {
  const ready = data.pending === null;
  const analysis = useAnalysis(program, view.milestone, ready);
  const sensitivity = useSensitivity(program, ready);
  const { cost, joint } = outcome;
  return (
    <div className="u-grid">
      <FinishCard outcome={outcome} />
      <PercentileCard outcome={outcome} asOf={data.as_of} />
      {cost && joint ? (
        <>
          <JointCard cost={cost} joint={joint} set={view.set} />
          <CostCard cost={cost} />
        </>
      ) : (
        <NoCostCard other={view.milestone !== null && outcome.milestone !== data.milestones.at(-1)?.id} />
      )}
      <UnshownCard problems={data.problems} />
      {refused(analysis.error) ? (
        <section className="card u-refused" aria-labelledby="u-refused">
          <header>
            <h2 id="u-refused">{t('uncertainty.drivers')}</h2>
          </header>
          <EmptyState title={analysis.error.details.detail ?? analysis.error.message} icon="spread">
            <Button small onClick={() => void analysis.refetch()}>
              {t('state.retry')}
            </Button>
          </EmptyState>
        </section>
      ) : (
        <Loaded query={analysis} rows={4} height={40}>
          {(found) => (
            <EvidenceContext value={{ facts: found.facts }}>
              <div className="u-halves">
                <DriversCard drivers={found.drivers} />
                <MergeCard analysis={found} />
              </div>
              <RisksCard analysis={found} />
            </EvidenceContext>
          )}
        </Loaded>
      )}
      <Loaded query={sensitivity} rows={6}>
        {(columns) => <ActivityTable data={columns} asOf={data.as_of} />}
      </Loaded>
    </div>
  );
}
