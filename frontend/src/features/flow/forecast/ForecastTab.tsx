import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '@/components/feedback/Loaded';
import { forecastQuery, milestonesQuery, useIssue } from '@/features/flow/useFlow';
import type { FlowView, Issued } from '@/features/flow/useFlow';
import { countIn } from '@/features/flow/view';
import type { SetView } from '@/features/flow/view';
import { Answer } from './Answer';
import { askedOf, draftIn, numbersIn } from '@/features/flow/asking/asking';
import type { Draft } from '@/features/flow/asking/asking';
import { AskForm } from '@/features/flow/asking/AskForm';
import { Ledger, showIn } from './Ledger';
import { MilestonesCard } from './MilestonesCard';
import { WhatIfCard } from './WhatIfCard';

type Props = {
  program: string;
  data: FlowView;
  params: URLSearchParams;
  set: SetView;
};

/** What can be supposed: another number of items of one team, or another way to them. */
const suppositional = ({ state, question }: Issued): boolean =>
  state === 'enough' && Boolean(question.items) && !question.what_if;
const textOf = (numbers: readonly number[]) => numbers.map(String);

function Shown({ program, data, number, params, set }: Props & { number: number }) {
  const query = useQuery(forecastQuery(program, number));
  return (
    <Loaded query={query} rows={3} height={72}>
      {(forecast) => (
        <>
          <Answer program={program} forecast={forecast} />
          {suppositional(forecast.issued) && (
            <WhatIfCard
              key={number}
              program={program}
              base={forecast.issued}
              began={data.measures.basis === 'started'}
              numbers={numbersIn(params, 'if')}
              onNumbers={(numbers) => set({ if: textOf(numbers) })}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

/** When will it be done, from the teams' own pace: the question, the answer, what would change it, and the ledger. */
export function ForecastTab(props: Props) {
  const { program, data, params, set } = props;
  const number = countIn(params.get('forecast'));
  const { data: shown } = useQuery({ ...forecastQuery(program, number ?? 0), enabled: number !== null });
  const milestones = useQuery(milestonesQuery(program));
  const issue = useIssue(program);
  const [typed, setTyped] = useState<Draft | null>(null);
  const draft = typed ?? draftIn(params, shown?.issued ?? null);
  const open = (forecast: number) => {
    set({ of: null, forecast: String(forecast), if: null });
    setTyped(null);
  };
  const ask = (question: Draft) =>
    issue.mutate(askedOf(question, data.as_of === data.known ? null : data.as_of), {
      onSuccess: ({ issued }) => open(issued.number),
    });
  return (
    <div className="flow-forecast">
      <AskForm
        data={data}
        milestones={milestones.data}
        draft={draft}
        onDraft={setTyped}
        onAsk={ask}
        busy={issue.isPending}
        error={issue.error}
      />
      {number !== null && <Shown {...props} number={number} />}
      {draft.ask === 'milestone' && (
        <Loaded query={milestones} rows={4}>
          {(found) => (
            <MilestonesCard
              found={found}
              chosen={draft.milestone}
              onChoose={(milestone) => setTyped({ ...draft, milestone })}
            />
          )}
        </Loaded>
      )}
      <Ledger
        program={program}
        show={showIn(params.get('show'))}
        onShow={(show) => set({ show: show === 'all' ? null : show })}
        shown={number}
        onOpen={(issued) => open(issued.number)}
      />
    </div>
  );
}
