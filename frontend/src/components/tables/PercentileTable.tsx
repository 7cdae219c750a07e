import { useId } from 'react';
import { Fact } from '@/components/facts/Fact';
import { t } from '@/lib/messages/t';

/** Those that people decide by. */
const DECIDING = [50, 85];

export type PercentileRow = {
  percent: number;
  /** The fact that tells how it was made. */
  fact: string;
  value: string;
  /** What the simulation knows of it, with 95 % confidence. */
  interval: string;
};

type Props = { title: string; value: string; rows: readonly PercentileRow[] };

/** Percentiles of a date or an amount, each with the interval of what is known of it. */
export function PercentileTable({ title, value, rows }: Props) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
      </header>
      <table className="table">
        <colgroup>
          <col style={{ width: 76 }} />
          <col />
          <col style={{ width: '44%' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('percentiles.percentile')}</th>
            <th scope="col" className="num">
              {value}
            </th>
            <th scope="col" className="num">
              {t('percentiles.interval')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ percent, fact, value: told, interval }) => {
            const weight = DECIDING.includes(percent) ? 'b' : '';
            return (
              <tr key={percent}>
                <th scope="row" className={weight}>
                  P{percent}
                </th>
                <td className={`num ${weight}`}>
                  <Fact id={fact} text={told} />
                </td>
                <td className="num sec" style={{ whiteSpace: 'normal' }}>
                  {interval}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
