import { useState } from 'react';
import { ChartCard } from '@/components/charts/ChartCard';
import { Fact } from '@/components/facts/Fact';
import { TextField } from '@/components/forms/fields';
import { PercentileTable } from '@/components/tables/PercentileTable';
import { day } from '@/lib/format/dates';
import { chance, money, percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { Scatter } from './Scatter';
import { Sentence } from './Sentence';
import type { Cost, Joint, View } from './useUncertainty';
import { amount, between, DIGITS, typedAmount } from './words';

type LimitsProps = { joint: Joint; currency: string; set: View['set'] };

/** The two limits, asked anew when a field is left or Enter is pressed. */
function Limits({ joint, currency, set }: LimitsProps) {
  const [cost, setCost] = useState(typedAmount(joint.cost));
  const [by, setBy] = useState(joint.by);
  const wrong = amount(cost) === null;
  const ask = () => {
    const value = amount(cost);
    if (value !== null && cost !== typedAmount(joint.cost)) set('cost', String(value));
    if (by !== '' && by !== joint.by) set('by', by);
  };
  return (
    <form
      className="u-limits"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <TextField type="date" label={t('uncertainty.by')} value={by} onValue={setBy} onBlur={ask} />
      <TextField
        label={t('uncertainty.atMost', { currency })}
        value={cost}
        onValue={setCost}
        onBlur={ask}
        inputMode="decimal"
        error={wrong ? t('uncertainty.atMostBad') : null}
      />
      <button type="submit" className="sr" tabIndex={-1}>
        {t('action.save')}
      </button>
    </form>
  );
}

function JointTable({ cost, joint }: { cost: Cost; joint: Joint }) {
  const rows = [joint, ...cost.joint];
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('uncertainty.col.limits')}</th>
          <th scope="col" className="num">
            {t('uncertainty.col.both')}
          </th>
          <th scope="col" className="num">
            {t('uncertainty.col.withinCost')}
          </th>
          <th scope="col" className="num">
            {t('uncertainty.col.onTime')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            <td>
              {t('uncertainty.limits', { cost: money(row.cost, cost.currency, DIGITS), by: day(row.by) })}
            </td>
            <td className="num b">{chance(row.both)}</td>
            <td className="num">{chance(row.within_cost)}</td>
            <td className="num">{chance(row.on_time)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Props = { cost: Cost; joint: Joint; set: View['set'] };

/** Date against cost of the runs, the limits as lines, and the share that keeps both. */
export function JointCard({ cost, joint, set }: Props) {
  return (
    <ChartCard
      title={t('uncertainty.joint')}
      unit={t('uncertainty.jointUnit', { count: cost.scatter.length })}
      className="u-joint"
      said={
        <Sentence
          message="uncertainty.jointSaid"
          vars={{ cost: money(joint.cost, cost.currency, DIGITS), by: day(joint.by) }}
          parts={{
            both: <Fact id="joint" text={chance(joint.both)} />,
            within: <Fact id="joint:cost" text={chance(joint.within_cost)} />,
            onTime: <Fact id="joint:date" text={chance(joint.on_time)} />,
          }}
        />
      }
      more={<Limits key={`${joint.cost}/${joint.by}`} joint={joint} currency={cost.currency} set={set} />}
      chart={<Scatter cost={cost} joint={joint} />}
      table={<JointTable cost={cost} joint={joint} />}
    >
      <p className="small dim">{t('uncertainty.frontierSaid', { share: percent(cost.confidence) })}</p>
    </ChartCard>
  );
}

/** Percentiles of the cost. */
export function CostCard({ cost }: { cost: Cost }) {
  const title = t('uncertainty.col.cost', { currency: cost.currency });
  const rows = cost.percentiles.map(({ percent: p, cost: value, low, high }) => ({
    percent: p,
    fact: `cost:${p}`,
    value: money(value, '', DIGITS),
    interval: between(money(low, '', DIGITS), money(high, '', DIGITS)),
  }));
  return <PercentileTable title={title} value={title} rows={rows} />;
}

/** What to enter, where nothing has a cost. */
export function NoCostCard({ other }: { other: boolean }) {
  return (
    <section className="card u-nocost" aria-labelledby="u-nocost">
      <header>
        <h2 id="u-nocost">{t('uncertainty.joint')}</h2>
      </header>
      <div className="chart-body">
        {other ? (
          <p className="sec">{t('uncertainty.otherCost')}</p>
        ) : (
          <>
            <p>{t('uncertainty.noCost')}</p>
            <p className="sec">{t('uncertainty.noCostHow')}</p>
          </>
        )}
      </div>
    </section>
  );
}
