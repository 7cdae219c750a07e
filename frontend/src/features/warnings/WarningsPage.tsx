import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { overviewQuery } from '@/api/queries';
import type { Ref, Warning } from '@/api/types';
import { EvidenceContext, useRecordHref } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { t } from '@/lib/messages/t';
import '@/features/warnings/warnings.css';

const rank = { high: 0, medium: 1, low: 2 };
const glyph = { high: 'off_track', medium: 'at_risk', low: 'unknown' } as const;

function Reference({ record }: { record: Ref }) {
  const href = useRecordHref()(record.kind, record.id);
  const title = record.title || record.id;
  return href ? (
    <Link className="chip" to={href}>
      {title}
    </Link>
  ) : (
    <span className="chip">{title}</span>
  );
}

function Line({ warning }: { warning: Warning }) {
  return (
    <li>
      <StatusGlyph status={glyph[warning.severity]} label={t(`warnings.${warning.severity}`)} />
      <div>
        <p className="what">
          <RichText text={warning.text} />
        </p>
        {warning.suggestion.length > 0 && (
          <p className="sec">
            <span className="dim">{t('warnings.do')} </span>
            <RichText text={warning.suggestion} />
          </p>
        )}
        {warning.refs.length > 0 && (
          <p className="refs">
            {warning.refs.map((record) => (
              <Reference key={`${record.kind}/${record.id}`} record={record} />
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

export default function WarningsPage() {
  const { program = '' } = useParams();
  const query = useQuery(overviewQuery(program));
  return (
    <div className="page warnings">
      <title>{`${t('warnings.title')} · ${t('app.name')}`}</title>
      <Loaded query={query}>
        {(data) => (
          <EvidenceContext value={data}>
            <div className="title">
              <div>
                <h1>{t('warnings.title')}</h1>
                <p>{data.warnings.length > 0 && t('warnings.lead', { count: data.warnings.length })}</p>
              </div>
            </div>
            <section className="card">
              {data.warnings.length === 0 ? (
                <EmptyState title={t('warnings.none')} icon="bell" />
              ) : (
                <ul>
                  {data.warnings
                    .toSorted((a, b) => rank[a.severity] - rank[b.severity])
                    .map((warning, index) => (
                      <Line key={`${warning.id}/${index}`} warning={warning} />
                    ))}
                </ul>
              )}
            </section>
          </EvidenceContext>
        )}
      </Loaded>
    </div>
  );
}
