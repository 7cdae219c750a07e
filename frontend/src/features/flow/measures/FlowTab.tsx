import { VegaChart } from '@/components/charts/VegaChart';
import { day } from '@/lib/format/dates';
import { unbroken } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import { Deployments } from '@/features/flow/Deployments';
import type { FlowView } from '@/features/flow/useFlow';
import type { Question, SetView } from '@/features/flow/view';
import { AgeingTable } from './AgeingTable';
import { Figures } from './Figures';
import { Filters } from './Filters';
import { Findings } from './Findings';
import { ProblemsCard } from './ProblemsCard';
import { StatesCard } from './StatesCard';

function Lead({ data }: { data: FlowView }) {
  const [first] = data.findings;
  const { measures } = data;
  return (
    <p className="flow-lead" aria-live="polite">
      {data.name !== '' && <b>{data.name}: </b>}
      {unbroken(first ?? '')}{' '}
      <span className="dim small">
        {t('flow.asOf', { day: day(data.as_of, { year: true }), count: measures.weeks.length })}
      </span>
    </p>
  );
}

type Props = {
  program: string;
  data: FlowView;
  question: Question;
  set: SetView;
  readOnly: boolean;
  work: string;
  waiting: boolean;
};

/** How work flows: words first, then the key figures, then what they are made of. */
export function FlowTab({ program, data, question, set, readOnly, work, waiting }: Props) {
  return (
    <>
      <Lead data={data} />
      <Filters data={data} question={question} set={set} />
      <div className={`flow-body ${waiting ? 'waiting' : ''}`} aria-busy={waiting}>
        <Figures measures={data.measures} before={data.before} />
        <Findings data={data} />
        <div className="flow-charts" role="group" aria-label={t('flow.charts')}>
          {data.charts.map((chart) => (
            <VegaChart key={chart.id} chart={chart} className={`c-${chart.id}`} />
          ))}
        </div>
        <Deployments program={program} readOnly={readOnly} />
        <AgeingTable measures={data.measures} work={work} />
        <div className="flow-halves">
          <StatesCard program={program} readOnly={readOnly} />
          <ProblemsCard problems={data.problems} score={data.score} asOf={data.as_of} />
        </div>
      </div>
    </>
  );
}
