import type { Backlog } from '@/api/types';
import { bandOf } from '@/lib/backlog/order';
import { MINUS } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { methodName, methods } from './words';

/** Two decimals; what is nothing when it is rounded has no sign. */
const tauText = (tau: number): string => (Math.round(tau * 100) / 100 || 0).toFixed(2).replace('-', MINUS);

/** Where the methods agree, and the items about which they disagree most. */
export function SideBySide({ backlog, onWhy }: { backlog: Backlog; onWhy: (key: string) => void }) {
  const scored = methods.filter((method) => backlog.methods[method]?.first.some((place) => place > 0));
  const between = (one: string, other: string) =>
    backlog.agreements.find(
      (each) => (each.one === one && each.other === other) || (each.one === other && each.other === one),
    );
  const band = (method: string, key: string) => {
    const at = backlog.items.key.indexOf(key);
    const places = backlog.methods[method];
    return bandOf(places?.first[at] ?? 0, places?.last[at] ?? 0);
  };
  if (scored.length < 2) return <p className="q-notes">{t('backlog.compare.none')}</p>;
  return (
    <div className="q-compare">
      <section className="card" aria-label={t('backlog.compare.tau')}>
        <h2>{t('backlog.compare.tau')}</h2>
        <p className="fine">{t('backlog.compare.tau.lead')}</p>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr">{t('backlog.method')}</span>
              </th>
              {scored.slice(1).map((method) => (
                <th key={method} scope="col" className="num">
                  {methodName(method)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scored.slice(0, -1).map((one, row) => (
              <tr key={one}>
                <th scope="row">{methodName(one)}</th>
                {scored.slice(1).map((other, column) => {
                  const found = column < row ? undefined : between(one, other);
                  return (
                    <td key={other} className="num">
                      {found &&
                        (found.tau === null ? (
                          <span className="dim" title={t('backlog.compare.few')}>
                            –
                          </span>
                        ) : (
                          <>
                            {tauText(found.tau)}{' '}
                            <span className="dim q-of">{t('backlog.compare.items', { n: found.items })}</span>
                          </>
                        ))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="card" aria-label={t('backlog.compare.apart')}>
        <h2>{t('backlog.compare.apart')}</h2>
        <ol className="q-apart">
          {backlog.disagreements.slice(0, 5).map((each) => (
            <li key={each.key}>
              <button type="button" className="linkish" onClick={() => onWhy(each.key)}>
                {each.key}
              </button>{' '}
              {backlog.items.title[backlog.items.key.indexOf(each.key)]}
              <span className="dim">
                {' '}
                {t('backlog.compare.apart.line', {
                  best: methodName(each.best),
                  first: band(each.best, each.key),
                  worst: methodName(each.worst),
                  last: band(each.worst, each.key),
                })}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
