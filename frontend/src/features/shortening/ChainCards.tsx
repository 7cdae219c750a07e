import { Link } from 'react-router';
import { useRecordHref } from '@/components/facts/context';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Chain } from './useShortening';

function Title({ id, title }: { id: string; title: string }) {
  const href = useRecordHref()('activity', id);
  return href === null ? title : <Link to={href}>{title}</Link>;
}

/** The steps of the chain with their two durations, and the buffer behind them. */
export function ChainCard({ chain }: { chain: Chain }) {
  const titles = new Map(chain.steps.map(({ id, title }) => [id, title]));
  return (
    <section className="card chain-steps">
      <header>
        <h2>{t('chain.chain')}</h2>
        <span className="more">{t('chain.chainUnit')}</span>
      </header>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('chain.col.activity')}</th>
            <th scope="col" className="num">
              {t('chain.col.aggressive')}
            </th>
            <th scope="col" className="num">
              {t('chain.col.safe')}
            </th>
            <th scope="col" className="num">
              {t('chain.col.start')}
            </th>
            <th scope="col" className="num">
              {t('chain.col.finish')}
            </th>
          </tr>
        </thead>
        <tbody>
          {chain.steps.map((step) => (
            <tr key={step.id}>
              <th scope="row">
                <Title id={step.id} title={step.title} />
              </th>
              <td className="num">{number(step.aggressive)}</td>
              <td className="num sec">{number(step.safe)}</td>
              <td className="num nowrap sec">{day(step.start)}</td>
              <td className="num nowrap">{day(step.finish)}</td>
            </tr>
          ))}
          <tr className="buffer">
            <th scope="row">{t('chain.buffer')}</th>
            <td className="num">{number(chain.buffer_days)}</td>
            <td />
            <td className="num nowrap sec">{day(chain.finish)}</td>
            <td className="num nowrap">{day(chain.buffered_finish)}</td>
          </tr>
        </tbody>
      </table>
      {(chain.unknown.length > 0 || chain.people_links.length > 0) && (
        <div className="shorten-end">
          {chain.unknown.length > 0 && (
            <p className="sec">
              {t('chain.unknown', { names: chain.unknown.map((id) => titles.get(id) ?? id).join(', ') })}
            </p>
          )}
          {chain.people_links.length > 0 && (
            <p className="sec">{t('chain.people', { count: chain.people_links.length })}</p>
          )}
        </div>
      )}
    </section>
  );
}

/** Where other chains join, and whether their buffers fit before it. */
export function FeedingCard({ chain }: { chain: Chain }) {
  const titles = new Map(chain.steps.map(({ id, title }) => [id, title]));
  return (
    <section className="card chain-feeding">
      <header>
        <h2>{t('chain.feeding')}</h2>
        {chain.feeding.length > 0 && <span className="more">{t('chain.feedingUnit')}</span>}
      </header>
      {chain.feeding.length === 0 ? (
        <p className="note">{t('chain.feedingNone')}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('chain.col.upTo')}</th>
              <th scope="col">{t('chain.col.joins')}</th>
              <th scope="col" className="num">
                {t('chain.col.length')}
              </th>
              <th scope="col" className="num">
                {t('chain.col.buffer')}
              </th>
              <th scope="col" className="num">
                {t('chain.col.room')}
              </th>
            </tr>
          </thead>
          <tbody>
            {chain.feeding.map(({ steps, joins, buffer_days: buffer, gap_days: gap, over_days: over }) => {
              const last = steps.at(-1);
              return (
                <tr key={`${joins}/${last?.id ?? ''}`}>
                  <th scope="row">{last && <Title id={last.id} title={last.title} />}</th>
                  <td className="sec">{titles.get(joins) ?? joins}</td>
                  <td className="num sec">{number(steps.reduce((sum, step) => sum + step.aggressive, 0))}</td>
                  <td className="num">{number(buffer)}</td>
                  <td className="num nowrap">
                    {number(gap)}
                    {over > 0 && <span className="at"> {t('chain.over', { days: number(over) })}</span>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
