import { Link } from 'react-router';
import type { Overview } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { t } from '@/lib/messages/t';

const glyph = { high: 'off_track', medium: 'at_risk', low: 'unknown' } as const;

export function WarningsCard({ data }: { data: Overview }) {
  if (data.warnings.length === 0) return null;
  const shown = data.warnings.filter((warning) => data.foremost.includes(warning.id));
  return (
    <section className="card warn-card">
      <header>
        <h2>{t('warnings.title')}</h2>
        <span className="more">
          <Link to="warnings">{t('warnings.all', { count: data.warnings.length })}</Link>
        </span>
      </header>
      <ul>
        {shown.map((warning) => (
          <li key={warning.id}>
            <StatusGlyph status={glyph[warning.severity]} label={t(`warnings.${warning.severity}`)} />
            <div>
              <p>
                <RichText text={warning.text} />
              </p>
              <p className="sec small">
                <RichText text={warning.suggestion} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
