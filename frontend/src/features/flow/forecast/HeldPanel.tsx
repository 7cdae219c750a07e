import { unbroken } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import { number } from '@/lib/format/numbers';
import type { Forecast, Held } from '@/features/flow/useFlow';
import { nameOf, shareWords } from './words';

function Row({ record, name }: { record: Held; name: string }) {
  const [ours] = record.methods;
  if (ours === undefined) return null;
  return (
    <tr>
      <th scope="row">
        {name}
        {!record.enough && <span className="tag">{t('forecast.held.few')}</span>}
      </th>
      {ours.coverage.map((share) => (
        <td key={share.level} className={`num ${share.level === 85 ? 'b' : ''}`}>
          {shareWords(share)}
        </td>
      ))}
      <td className="num sec">{number(record.forecasts)}</td>
    </tr>
  );
}

/** How often such forecasts have held: beside every forecast, never a guarantee. */
export function HeldPanel({ forecast }: { forecast: Forecast }) {
  const { held, held_all: all, track } = forecast;
  const levels = (held ?? all)?.methods[0]?.coverage ?? [];
  return (
    <section className="card flow-held" aria-labelledby="flow-held">
      <header>
        <h2 id="flow-held">{t('forecast.held')}</h2>
      </header>
      <p className="pad">{unbroken(track)}</p>
      {levels.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('forecast.held.of')}</th>
              {levels.map(({ level }) => (
                <th key={level} scope="col" className="num">
                  {t('forecast.held.level', { level })}
                </th>
              ))}
              <th scope="col" className="num">
                {t('forecast.held.forecasts')}
              </th>
            </tr>
          </thead>
          <tbody>
            {held && <Row record={held} name={nameOf(held)} />}
            {all && <Row record={all} name={t('forecast.held.all')} />}
          </tbody>
        </table>
      )}
    </section>
  );
}
