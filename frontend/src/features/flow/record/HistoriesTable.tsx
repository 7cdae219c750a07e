import { Spacer } from '@/components/tables/Spacer';
import { useRows } from '@/components/tables/useRows';
import { number, percent, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Held, Record } from '@/features/flow/useFlow';
import { nameOf, shareWords } from '@/features/flow/forecast/words';

const HEIGHT = 34;
const LEVELS = [50, 70, 85, 95] as const;
const COLUMNS = LEVELS.length + 4;

type Backtest = NonNullable<Record['backtest']>;

const change = (share: number | null): string => (share === null ? '–' : `${signed(share * 100)}\u00a0%`);

function Row({ record, name, index }: { record: Held; name: string; index: number }) {
  const [ours] = record.methods;
  if (ours === undefined) return null;
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" className={record.history === null ? 'b' : ''} title={name}>
        {name}
      </th>
      {LEVELS.map((level) => {
        const share = ours.coverage.find((each) => each.level === level);
        return (
          <td key={level} className={`num ${record.enough ? '' : 'dim'} ${level === 85 ? 'b' : ''}`}>
            {share ? shareWords(share) : '–'}
          </td>
        );
      })}
      <td className="num">{change(ours.against_plain)}</td>
      <td className="num sec">{number(record.forecasts)}</td>
      <td className="num sec">{number(Math.round(record.effective))}</td>
    </tr>
  );
}

/** The backtest of each history, all together first; grey where there are too few independent forecasts to judge. */
export function HistoriesTable({ backtest }: { backtest: Backtest }) {
  const { pooled, histories, team_error: error, teams_within: within, teams } = backtest;
  const rows = [
    ...(pooled ? [{ record: pooled, name: t('forecast.held.all') }] : []),
    ...histories
      .toSorted((a, b) => b.forecasts - a.forecasts)
      .map((record) => ({ record, name: nameOf(record) })),
  ];
  const { scroller, shown, before, after } = useRows(rows.length, HEIGHT);
  return (
    <section className="card flow-histories" aria-labelledby="flow-histories">
      <header>
        <h2 id="flow-histories">{t('record.histories')}</h2>
        <span className="more">{t('record.histories.unit')}</span>
      </header>
      <div className="flow-scroll" ref={scroller}>
        <table className="table" aria-rowcount={rows.length + 1}>
          <colgroup>
            <col />
            {LEVELS.map((level) => (
              <col key={level} className="f-share" />
            ))}
            <col className="f-figure" />
            <col className="f-figure" />
            <col className="f-figure" />
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{t('record.col.history')}</th>
              {LEVELS.map((level) => (
                <th key={level} scope="col" className="num">
                  {t('forecast.held.level', { level })}
                </th>
              ))}
              <th scope="col" className="num" title={t('record.col.plainHint')}>
                {t('record.col.plain')}
              </th>
              <th scope="col" className="num">
                {t('forecast.held.forecasts')}
              </th>
              <th scope="col" className="num" title={t('record.col.effectiveHint')}>
                {t('record.col.effective')}
              </th>
            </tr>
          </thead>
          <tbody>
            <Spacer height={before} columns={COLUMNS} />
            {shown.map((index) => {
              const row = rows[index];
              return row && <Row key={row.name} record={row.record} name={row.name} index={index} />;
            })}
            <Spacer height={after} columns={COLUMNS} />
          </tbody>
        </table>
      </div>
      {error !== null && within !== null && (
        <p className="pad small sec">
          {t('record.teams', { count: teams, error: number(error * 100), within: percent(within) })}
        </p>
      )}
    </section>
  );
}
