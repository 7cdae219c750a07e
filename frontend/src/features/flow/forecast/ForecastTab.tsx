import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '@/components/feedback/Loaded';
import { forecastQuery, milestonesQuery, useIssue } from '@/features/flow/useFlow';
import type { FlowView, Forecast, Issued } from '@/features/flow/useFlow';
import { countIn } from '@/features/flow/view';
import type { SetView } from '@/features/flow/view';
import { Answer } from './Answer';
import { askedOf, draftIn, numbersIn } from './asking';
import type { Draft } from './asking';
import { AskForm } from './AskForm';
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

type AskingProps = Props & { shown: Forecast | undefined };

/** The question and what it may be about. Typing changes the address only when it is asked. */
function Asking({ program, data, params, set, shown }: AskingProps) {
  const [typed, setTyped] = useState<Draft | null>(null);
  const milestones = useQuery(milestonesQuery(program));
  const issue = useIssue(program);
  const draft = typed ?? draftIn(params, shown?.issued ?? null);
  const ask = (question: Draft) =>
    issue.mutate(askedOf(question, data.as_of === data.known ? null : data.as_of), {
      onSuccess: ({ issued }) => {
        set({ of: null, forecast: String(issued.number), if: null });
        setTyped(null);
      },
    });
  return (
    <>
      <AskForm
        data={data}
        milestones={milestones.data}
        draft={draft}
        onDraft={setTyped}
        onAsk={ask}
        busy={issue.isPending}
        error={issue.error}
      />
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
    </>
  );
}

/** When will it be done, from the teams' own pace: the question, the answer, what would change it, and the ledger. */
export function ForecastTab(props: Props) {
  const { program, params, set } = props;
  const number = countIn(params.get('forecast'));
  const { data: shown } = useQuery({ ...forecastQuery(program, number ?? 0), enabled: number !== null });
  return (
    <div className="flow-forecast">
      <Asking {...props} shown={shown} />
      {number !== null && <Shown {...props} number={number} />}
      <Ledger
        program={program}
        show={showIn(params.get('show'))}
        onShow={(show) => set({ show: show === 'all' ? null : show })}
        shown={number}
        onOpen={(issued) => set({ of: null, forecast: String(issued.number), if: null })}
      />
    </div>
  );
}
