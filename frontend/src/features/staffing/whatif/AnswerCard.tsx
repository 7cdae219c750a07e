import { Link } from 'react-router';
import { useRecordHref } from '@/components/facts/context';
import { day } from '@/lib/format/dates';
import { money, number, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Answer } from '@/features/staffing/useStaffing';

function Change({ from, to }: { from: string | null; to: string | null }) {
  if (from === null || to === null) return <span className="dim">–</span>;
  const [was, now] = [day(from), day(to)];
  if (was === now) return <span className="sec">{now}</span>;
  return (
    <>
      <span className="dim">{was} → </span>
      <b>{now}</b>
    </>
  );
}

function Milestones({ answer }: { answer: Answer }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls: the keyboard must reach it
    <div className="st-scroll" tabIndex={0} role="region" aria-label={t('staffing.what.answer')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('staffing.what.milestone')}</th>
            {(['committed', 'leveled', 'days', 'p50', 'p85'] as const).map((each) => (
              <th scope="col" className="num" key={each}>
                {t(`staffing.what.${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.milestones.map((each) => (
            <tr key={each.id}>
              <th scope="row">{each.title}</th>
              <td className="num nowrap">{each.committed === null ? '' : day(each.committed)}</td>
              <td className="num nowrap">
                <Change from={each.finish} to={each.new_finish} />
              </td>
              <td className={`num ${each.days > 0 ? 'off' : each.days < 0 ? 'on' : 'dim'}`}>
                {signed(each.days)}
              </td>
              <td className="num nowrap">
                <Change from={each.p50} to={each.new_p50} />
              </td>
              <td className="num nowrap">
                <Change from={each.p85} to={each.new_p85} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Dates before and after, what nobody can take over, and what no plan can know. */
export function AnswerCard({ answer }: { answer: Answer }) {
  const href = useRecordHref();
  return (
    <section className="card st-answer">
      <header>
        <h2>{t('staffing.what.answer')}</h2>
      </header>
      <div className="card-pad">
        <p>
          {t('staffing.what.sum', {
            handed: answer.handed_over,
            after: number(answer.over_after),
            before: number(answer.over_before),
          })}{' '}
          {answer.cost !== null &&
            t('staffing.what.cost', { cost: money(Number(answer.cost), answer.currency) })}
        </p>
        {answer.stuck.length > 0 && (
          <p className="off">
            {t('staffing.what.stuck', { count: answer.stuck.length, hours: number(answer.unplaced) })}{' '}
            {answer.stuck.slice(0, 6).map((id, at) => {
              const to = href('activity', id);
              return (
                <span key={id}>
                  {at > 0 && ', '}
                  {to === null ? id : <Link to={to}>{id}</Link>}
                </span>
              );
            })}
          </p>
        )}
      </div>
      <Milestones answer={answer} />
      <div className="card-pad">
        {answer.unknown.length > 0 && (
          <>
            <h3>{t('staffing.what.unknown')}</h3>
            <ul>
              {answer.unknown.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </>
        )}
        <p className="dim small">
          {t('staffing.what.how', { iterations: answer.iterations, seed: String(answer.seed) })}
        </p>
      </div>
    </section>
  );
}
