import type { Forecast, Held, HeldShare } from '@/features/flow/useFlow';
import { number } from '@/lib/format/numbers';
import { unbroken } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import { nameOf, shareWords } from './words';

type Column = { name: string; record: Held; shares: readonly HeldShare[] };

const columnOf = (record: Held | null, name: (record: Held) => string): Column[] =>
  record === null ? [] : [{ record, name: name(record), shares: record.methods[0]?.coverage ?? [] }];

function Shares({ columns }: { columns: readonly Column[] }) {
  const levels = (columns[0]?.shares ?? []).map(({ level }) => level);
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('forecast.held.at')}</th>
          {columns.map(({ name, record }) => (
            <th key={name} scope="col" className="num" title={name}>
              {record.enough ? name : t('forecast.held.few', { name })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {levels.map((level) => (
          <tr key={level}>
            <th scope="row" className={level === 85 ? 'b' : ''}>
              P{level}
            </th>
            {columns.map(({ name, record, shares }) => {
              const share = shares.find((each) => each.level === level);
              return (
                <td key={name} className={`num ${level === 85 ? 'b' : ''} ${record.enough ? '' : 'dim'}`}>
                  {share ? shareWords(share) : '–'}
                </td>
              );
            })}
          </tr>
        ))}
        <tr>
          <th scope="row">{t('forecast.held.forecasts')}</th>
          {columns.map(({ name, record }) => (
            <td key={name} className="num sec">
              {number(record.forecasts)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

/** How often such forecasts have held: beside every forecast, never a guarantee. */
export function HeldPanel({ forecast }: { forecast: Forecast }) {
  const { held, held_all: all, track } = forecast;
  const columns = [...columnOf(held, nameOf), ...columnOf(all, () => t('forecast.held.all'))];
  return (
    <section className="card flow-held" aria-labelledby="flow-held">
      <header>
        <h2 id="flow-held">{t('forecast.held')}</h2>
      </header>
      <p className="pad">{unbroken(track)}</p>
      {columns.length > 0 && <Shares columns={columns} />}
    </section>
  );
}
