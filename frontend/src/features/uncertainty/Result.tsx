import { EvidenceContext } from '@/components/facts/context';
import { Loaded } from '@/components/feedback/Loaded';
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

/** The distribution first, which is there at once; then what simulating again finds. */
export function Result({ program, data, outcome, view }: Props) {
  const ready = data.pending === null;
  const analysis = useAnalysis(program, view.milestone, ready);
  const sensitivity = useSensitivity(program, ready);
  const { cost, joint } = outcome;
  return (
    <div className="u-grid">
      <FinishCard outcome={outcome} />
      <PercentileCard outcome={outcome} />
      {cost && joint ? (
        <>
          <JointCard cost={cost} joint={joint} set={view.set} />
          <CostCard cost={cost} />
        </>
      ) : (
        <NoCostCard other={view.milestone !== null && outcome.milestone !== data.milestones.at(-1)?.id} />
      )}
      <UnshownCard problems={data.problems} />
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
      <Loaded query={sensitivity} rows={6}>
        {(columns) => <ActivityTable data={columns} asOf={data.as_of} />}
      </Loaded>
    </div>
  );
}
