import { Link } from 'react-router';
import type { Overview } from '@/api/types';
import { useRecordHref } from '@/components/facts/context';
import { EmptyState } from '@/components/feedback/States';
import { Avatar } from '@/components/people/Avatar';
import { percent, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

export function RisksCard({ data }: { data: Overview }) {
  const href = useRecordHref();
  return (
    <section className="card">
      <header>
        <h2>{t('program.risks')}</h2>
        <span className="more">
          {t('program.risksOpen', { count: data.counts.risks })}
          <Link to="risks">{t('program.register')}</Link>
        </span>
      </header>
      {data.top_risks.length === 0 ? (
        <EmptyState title={t('program.noRisks')}>
          <Link className="btn" to="risks?add=1">
            {t('program.addRisk')}
          </Link>
        </EmptyState>
      ) : (
        <table className="table" aria-label={t('program.risks')}>
          <colgroup>
            <col className="r-id" />
            <col />
            <col className="r-p" />
            <col className="r-moves" />
            <col className="r-owner" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{t('program.col.id')}</th>
              <th scope="col">{t('program.col.risk')}</th>
              <th scope="col" className="num">
                {t('program.col.p')}
              </th>
              <th scope="col" className="num">
                {t('program.col.moves')}
              </th>
              <th scope="col">
                <span className="sr">{t('programs.col.owner')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.top_risks.map((risk) => (
              <tr key={risk.id}>
                <td className="dim">{risk.id}</td>
                <td>
                  <Link to={href('risk', risk.id) ?? 'risks'} title={risk.title}>
                    {risk.title}
                  </Link>
                </td>
                <td className="num">{percent(risk.probability)}</td>
                <td className="num b">{risk.moves_days === null ? '–' : signed(risk.moves_days)}</td>
                <td>{risk.owner && <Avatar person={risk.owner} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
