import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { ReportRow } from '@/api/types';
import { useRole } from '@/api/role';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { Icon } from '@/components/icons/Icon';
import { StatusPill } from '@/components/status/StatusPill';
import { inZone, instant } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { reportsQuery } from './queries';
import '@/features/reports/reports.css';

function Table({ rows, zone }: { rows: ReportRow[]; zone: string | undefined }) {
  return (
    <section className="card">
      <table className="table report-list">
        <colgroup>
          <col className="p-number" />
          <col />
          <col className="p-audience" />
          <col className="p-status" />
          <col className="p-by" />
          <col className="p-when" />
          <col className="p-when" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t('reports.col.report')}
            </th>
            <th scope="col">{t('reports.col.audience')}</th>
            <th scope="col">{t('reports.col.status')}</th>
            <th scope="col">{t('reports.col.by')}</th>
            <th scope="col">{t('reports.col.published')}</th>
            <th scope="col">{t('reports.col.asOf')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number}>
              <td>
                <Link to={String(row.number)} className="b">
                  {t('report.number', { number: String(row.number) })}
                </Link>
              </td>
              <td title={row.title}>{row.title}</td>
              <td>{t(`report.${row.audience}`)}</td>
              <td>
                <StatusPill status={row.status} bare />
              </td>
              <td>{row.by}</td>
              <td>{instant(inZone(row.published, zone))}</td>
              <td>{row.as_of ? instant(inZone(row.as_of, zone)) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export default function ReportsPage() {
  const { program = '' } = useParams();
  const query = useQuery(reportsQuery(program));
  const { glance, mayEdit } = useRole(program);
  const write = mayEdit && (
    <Link to="draft" className="btn pri">
      <Icon name="report" small />
      {t('reports.write')}
    </Link>
  );
  return (
    <div className="page">
      <title>{`${t('reports.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('reports.title')}</h1>
          <p>{t('reports.lead')}</p>
        </div>
        <div className="acts">{write}</div>
      </div>
      <Loaded query={query} beside={glance}>
        {(rows) =>
          rows.length === 0 ? (
            <div className="card">
              <EmptyState title={t('reports.empty')} icon="report">
                {write}
              </EmptyState>
            </div>
          ) : (
            <Table rows={rows.toSorted((a, b) => b.number - a.number)} zone={glance.data?.program.zone} />
          )
        }
      </Loaded>
    </div>
  );
}
