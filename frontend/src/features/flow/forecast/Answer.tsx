import { useQuery } from '@tanstack/react-query';
import { VegaChart } from '@/components/charts/VegaChart';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { instant, day } from '@/lib/format/dates';
import { chance, number } from '@/lib/format/numbers';
import { unbroken } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import { historyQuery } from '@/features/flow/useFlow';
import type { Forecast } from '@/features/flow/useFlow';
import { HeldPanel } from './HeldPanel';
import { levelsOf, questionWords, told, whatIfWords } from './words';

function Percentiles({ forecast }: { forecast: Forecast }) {
  const { issued } = forecast;
  const dates = issued.when.length > 0;
  return (
    <section className="card flow-percentiles" aria-labelledby="flow-percentiles">
      <header>
        <h2 id="flow-percentiles">{t(dates ? 'forecast.when' : 'forecast.howMany')}</h2>
      </header>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('forecast.col.sure')}</th>
            <th scope="col" className="num">
              {t(dates ? 'forecast.col.by' : 'forecast.col.atLeast')}
            </th>
            {dates && (
              <th scope="col" className="num">
                {t('forecast.col.weeks')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {levelsOf(issued).map((level) => {
            const said = level === 50 || level === 85 ? 'b' : '';
            const weeks = issued.when.find((each) => each.level === level)?.weeks;
            return (
              <tr key={level}>
                <th scope="row" className={said}>
                  P{level}
                </th>
                <td className={`num ${said}`}>{told(issued, level)}</td>
                {dates && <td className="num sec">{weeks === undefined ? '–' : number(weeks)}</td>}
              </tr>
            );
          })}
          {issued.on_time !== null && (
            <tr>
              <th scope="row">{t('forecast.col.onTime')}</th>
              <td className="num b">{chance(issued.on_time)}</td>
              {dates && <td />}
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

/** How the forecast of a milestone moved, once it was forecast more than once. */
function Moved({ program, milestone }: { program: string; milestone: string }) {
  const { data } = useQuery(historyQuery(program, milestone));
  const [chart] = data?.charts ?? [];
  return chart === undefined ? null : <VegaChart chart={chart} />;
}

/** A forecast as it was issued: the sentence, the distribution, its percentiles, and how such forecasts have held. */
export function Answer({ program, forecast }: { program: string; forecast: Forecast }) {
  const { issued, answer, grounds, charts, problems, score, learning } = forecast;
  const known = issued.state === 'enough' || issued.state === 'done';
  const supposed = whatIfWords(issued);
  return (
    <div className="flow-answer">
      <section className={`card flow-said ${known ? '' : 'unknown'}`} aria-label={questionWords(issued)}>
        <p className="small sec">
          {questionWords(issued)}
          {supposed && <span className="tag">{supposed}</span>}
        </p>
        <p className="lead" aria-live="polite">
          {!known && <StatusGlyph status="unknown" label={t('status.unknown')} />}
          {unbroken(answer)}
        </p>
        {grounds && <p className="sec">{unbroken(grounds)}</p>}
        {learning.state === 'learning' && issued.lesson !== 'own' && (
          <p className="sec">
            {t('forecast.learning', { done: learning.done ?? 0, total: learning.total ?? 0 })}
          </p>
        )}
        {score !== null && problems.length > 0 && (
          <p className="small dim">
            {t('forecast.quality', { score: number(score), count: problems.length })}
          </p>
        )}
        <p className="fine">
          {t('forecast.record', {
            number: issued.number,
            who: issued.issued_by,
            when: instant(issued.made),
            day: day(issued.as_of, { year: true }),
            seed: String(issued.seed),
            model: issued.model,
            inputs: issued.inputs.slice(0, 12),
          })}
        </p>
      </section>
      <div className={charts.length > 0 ? 'flow-answer-grid' : 'flow-answer'}>
        {charts.length > 0 && (
          <div className="flow-charts one">
            {charts.map((chart) => (
              <VegaChart key={chart.id} chart={chart} />
            ))}
          </div>
        )}
        <div className="flow-answer">
          {levelsOf(issued).length > 0 && <Percentiles forecast={forecast} />}
          <HeldPanel forecast={forecast} />
        </div>
      </div>
      {issued.question.milestone && <Moved program={program} milestone={issued.question.milestone} />}
    </div>
  );
}
