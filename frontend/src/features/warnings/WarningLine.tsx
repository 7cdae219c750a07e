import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Ref, Warning } from '@/api/types';
import { useRecordHref } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

const glyph = { high: 'off_track', medium: 'at_risk', low: 'unknown' } as const;

function Reference({ record }: { record: Ref }) {
  const href = useRecordHref()(record.kind, record.id);
  const title = record.title || record.id;
  if (title === '') return null;
  return href ? (
    <Link className="chip" to={href}>
      {title}
    </Link>
  ) : (
    <span className="chip">{title}</span>
  );
}

type Props = { warning: Warning; act?: ReactNode; children?: ReactNode };

/** Records that the sentence does not lead to already. */
function others({ text, refs }: Warning): Ref[] {
  const told = text.flatMap((part) => (typeof part === 'string' || !part.ref ? [] : [part.ref]));
  return refs.filter((ref) => !told.some(({ kind, id }) => kind === ref.kind && id === ref.id));
}

/** What looks wrong, what helps, what it is about, and how many working days are at stake. */
export function WarningLine({ warning, act, children }: Props) {
  const refs = others(warning);
  return (
    <li>
      <StatusGlyph status={glyph[warning.severity]} label={t(`warnings.${warning.severity}`)} />
      <div className="said">
        <p className="what">
          <RichText text={warning.text} />
        </p>
        {warning.suggestion.length > 0 && (
          <p className="sec">
            <span className="dim">{t('warnings.do')} </span>
            <RichText text={warning.suggestion} />
          </p>
        )}
        {children}
        {refs.length > 0 && (
          <p className="refs">
            {refs.map((record) => (
              <Reference key={`${record.kind}/${record.id}`} record={record} />
            ))}
          </p>
        )}
      </div>
      <div className="acts">
        {warning.days !== null && warning.days > 0 && (
          <span className="stake" title={t('warnings.daysHint')}>
            <span className="sr">{t('warnings.daysHint')} </span>
            {t('warnings.days', { days: number(Math.round(warning.days)) })}
          </span>
        )}
        {act}
      </div>
    </li>
  );
}
