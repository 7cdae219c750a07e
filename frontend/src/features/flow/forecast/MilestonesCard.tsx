import { EmptyState } from '@/components/feedback/States';
import { Spacer } from '@/components/tables/Spacer';
import { useRows } from '@/components/tables/useRows';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Milestones } from '@/features/flow/useFlow';
import { told } from './words';

const HEIGHT = 34;
const COLUMNS = 5;

type Milestone = Milestones['milestones'][number];

function Progress({ milestone }: { milestone: Milestone }) {
  const { finished, items } = milestone;
  return (
    <span className="flow-progress">
      <span className="flow-age" aria-hidden="true">
        <i style={{ width: `${items === 0 ? 0 : (100 * finished) / items}%` }} />
      </span>
      <span>{t('forecast.milestones.done', { done: number(finished), items: number(items) })}</span>
    </span>
  );
}

const stateWords = ({ done, landed }: Milestone): string => {
  if (!done) return t('forecast.milestones.open');
  return landed === null
    ? t('forecast.milestones.isDone')
    : t('forecast.milestones.landed', { day: day(landed, { year: true }) });
};

type Props = { found: Milestones; chosen: string; onChoose: (name: string) => void };

/** The milestones of the tracker with the forecast that was issued last; choosing one puts it into the question. */
export function MilestonesCard({ found, chosen, onChoose }: Props) {
  const rows = found.milestones;
  const { scroller, shown, before, after } = useRows(rows.length, HEIGHT);
  return (
    <section className="card flow-milestones" aria-labelledby="flow-milestones">
      <header>
        <h2 id="flow-milestones">{t('forecast.milestones')}</h2>
        <span className="more">{t('forecast.milestones.count', { count: rows.length })}</span>
      </header>
      {rows.length === 0 ? (
        <EmptyState title={t('forecast.milestones.none')} />
      ) : (
        <div className="flow-scroll" ref={scroller}>
          <table className="table" aria-rowcount={rows.length + 1}>
            <colgroup>
              <col />
              <col className="f-progress" />
              <col className="f-state" />
              <col className="f-date" />
              <col className="f-date" />
            </colgroup>
            <thead>
              <tr aria-rowindex={1}>
                <th scope="col">{t('flow.filter.milestone')}</th>
                <th scope="col" className="num">
                  {t('forecast.milestones.col.done')}
                </th>
                <th scope="col">{t('flow.ageing.col.status')}</th>
                <th scope="col" className="num">
                  P50
                </th>
                <th scope="col" className="num">
                  P85
                </th>
              </tr>
            </thead>
            <tbody>
              <Spacer height={before} columns={COLUMNS} />
              {shown.map((index) => {
                const milestone = rows[index];
                if (milestone === undefined) return null;
                const { name, latest } = milestone;
                return (
                  <tr key={name} aria-rowindex={index + 2} aria-selected={name === chosen}>
                    <th scope="row" title={name}>
                      <button type="button" className="linkish ell" onClick={() => onChoose(name)}>
                        {name}
                      </button>
                    </th>
                    <td className="num">
                      <Progress milestone={milestone} />
                    </td>
                    <td className="sec">{stateWords(milestone)}</td>
                    <td className="num">{latest ? told(latest, 50) : '–'}</td>
                    <td className="num b">{latest ? told(latest, 85) : '–'}</td>
                  </tr>
                );
              })}
              <Spacer height={after} columns={COLUMNS} />
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
