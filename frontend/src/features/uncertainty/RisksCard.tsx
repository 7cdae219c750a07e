import { Link, useParams } from 'react-router';
import { Fact } from '@/components/facts/Fact';
import { EmptyState } from '@/components/feedback/States';
import { chance, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { RecordLink } from './DriversCard';
import { Sentence } from './Sentence';
import type { Analysis } from './useUncertainty';
import { days } from './words';

type Risk = Analysis['risks'][number];

const width = (value: number, most: number) => `${(Math.abs(value) / most) * 100}%`;

function Row({ risk, most }: { risk: Risk; most: number }) {
  const { days_now: now, days_after: after } = risk;
  return (
    <tr>
      <th scope="row">
        <RecordLink kind="risk" id={risk.id} title={risk.title} />
      </th>
      <td className="num sec">{chance(risk.probability)}</td>
      <td aria-hidden="true">
        <span className="u-pair">
          <i className={now < 0 ? 'early' : 'late'} style={{ width: width(now, most) }} />
          <i className="after" style={{ width: width(after ?? 0, most) }} />
        </span>
      </td>
      <td className="num">
        <Fact id={`risk-now:${risk.id}`} text={signed(now)} />
      </td>
      <td className="num">
        {after === null ? (
          <span className="dim" title={t('uncertainty.noResponse')}>
            –<span className="sr">{t('uncertainty.noResponse')}</span>
          </span>
        ) : (
          <Fact id={`risk-after:${risk.id}`} text={signed(after)} />
        )}
      </td>
    </tr>
  );
}

/** What each risk adds to the P85, now and once its response is done. */
export function RisksCard({ analysis }: { analysis: Analysis }) {
  const { program = '' } = useParams();
  const { risks } = analysis;
  const most = Math.max(
    ...risks.map((risk) => Math.max(Math.abs(risk.days_now), Math.abs(risk.days_after ?? 0))),
    0.1,
  );
  return (
    <section className="card" aria-labelledby="u-risks">
      <header>
        <h2 id="u-risks">{t('uncertainty.risks')}</h2>
      </header>
      {risks.length === 0 ? (
        <EmptyState title={t('uncertainty.risksNone')} icon="risk">
          <Link className="btn" to={`/programs/${encodeURIComponent(program)}/risks`}>
            {t('uncertainty.risksAdd')}
          </Link>
        </EmptyState>
      ) : (
        <>
          <div className="chart-body">
            <p className="chart-said">
              <Sentence
                message="uncertainty.risksSaid"
                parts={{
                  risks: <Fact id="risks" text={days(analysis.days_of_risks ?? 0)} />,
                  won: <Fact id="responses" text={days(analysis.days_won ?? 0)} />,
                }}
              />
            </p>
            <p className="small dim">{t('uncertainty.risksUnit')}</p>
          </div>
          <table className="table">
            <colgroup>
              <col />
              <col className="u-prob" />
              <col className="u-bars" />
              <col className="u-days" />
              <col className="u-after" />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{t('uncertainty.col.risk')}</th>
                <th scope="col" className="num">
                  {t('uncertainty.col.p')}
                </th>
                <td aria-hidden="true" />
                <th scope="col" className="num">
                  {t('uncertainty.col.now')}
                </th>
                <th scope="col" className="num">
                  {t('uncertainty.col.after')}
                </th>
              </tr>
            </thead>
            <tbody>
              {risks.map((risk) => (
                <Row key={risk.id} risk={risk} most={most} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
