import type { Text } from '@/api/types';
import { Fact } from '@/components/facts/Fact';
import { RichText } from '@/components/facts/RichText';
import { day } from '@/lib/format/dates';
import { chance } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { RecordLink } from './DriversCard';
import type { Analysis, Merge } from './useUncertainty';

function Bar({ share, strong = false }: { share: number; strong?: boolean }) {
  return (
    <span className="u-share" aria-hidden="true">
      <i className={strong ? 'strong' : ''} style={{ width: `${share * 100}%` }} />
    </span>
  );
}

function Table({ merge }: { merge: Merge }) {
  const fact = `merge:${merge.at}`;
  const totals = [
    { text: 'uncertainty.mergeAll' as const, share: merge.product, fact: `${fact}:product` },
    { text: 'uncertainty.mergeSimulated' as const, share: merge.simulated, fact },
  ];
  return (
    <table className="table">
      <colgroup>
        <col />
        <col className="u-bars" />
        <col className="u-days" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('uncertainty.col.path', { title: merge.title })}</th>
          <td aria-hidden="true" />
          <th scope="col" className="num">
            {t('uncertainty.col.inTime')}
          </th>
        </tr>
      </thead>
      <tbody>
        {merge.paths.map(({ id, title, in_time: share }) => (
          <tr key={id}>
            <th scope="row">{id === '' ? title : <RecordLink kind="activity" id={id} title={title} />}</th>
            <td aria-hidden="true">
              <Bar share={share} />
            </td>
            <td className="num">
              <Fact id={`${fact}:${id}`} text={chance(share)} />
            </td>
          </tr>
        ))}
        {totals.map((total) => (
          <tr key={total.fact} className="u-total">
            <th scope="row" className="b">
              {t(total.text, { count: merge.count })}
            </th>
            <td aria-hidden="true">
              <Bar share={total.share} strong />
            </td>
            <td className="num b">
              <Fact id={total.fact} text={chance(total.share)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why a milestone is later than any path into it: the last one decides. */
export function MergeCard({ analysis }: { analysis: Analysis }) {
  const { merging, merge } = analysis;
  return (
    <section className="card" aria-labelledby="u-merge">
      <header>
        <h2 id="u-merge">{t('uncertainty.merge')}</h2>
      </header>
      <div className="chart-body">
        {merge === null || !merging ? (
          <p className="sec">{t('uncertainty.mergeNone')}</p>
        ) : (
          <>
            <p className="chart-said">
              <RichText text={merge as Text} />
            </p>
            <p className="small dim">{t('uncertainty.mergeUnit', { by: day(merging.by) })}</p>
          </>
        )}
      </div>
      {merging && <Table merge={merging} />}
      {merging && <p className="chart-body small dim">{t('uncertainty.mergeWhy')}</p>}
    </section>
  );
}
