import type { ContractRow } from '@/api/types';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { day, fullDay } from '@/lib/format/dates';
import { ordinal } from '@/lib/format/words';
import { t } from '@/lib/messages/t';

/** "3rd promise · Escalates Tue 22 Sep". */
export function contractNotes(row: ContractRow): string {
  const escalates = row.escalation && row.escalates;
  const notes = [
    row.promise_count > 0 ? t('contract.nth', { nth: ordinal(row.promise_count) }) : t('contract.noPromise'),
    escalates ? t('contract.escalates', { when: fullDay(escalates).replace(/\s\d{4}$/, '') }) : null,
    escalates === null && row.confidence ? t('contract.confidence', { level: row.confidence }) : null,
    row.waiting_days !== null && row.promised === null
      ? t('contract.waiting', { count: row.waiting_days })
      : null,
  ];
  return notes.filter(Boolean).join(' · ');
}

const tones = { off_track: 'off', at_risk: 'at', on_track: '', unknown: 'dim', landed: '' } as const;

/** Who needs what from whom, needed and promised, with the shape of its state. */
export function ContractLine({ row }: { row: ContractRow }) {
  return (
    <li className="contract">
      <StatusGlyph status={row.status} label={t(`status.${row.status}`)} />
      <div>
        <p className="ell" title={row.what}>
          <b>{row.what}</b>
        </p>
        <p className="sec ell">
          {t('contract.for', { provider: row.provider.title, consumer: row.consumer.title })}
        </p>
        <p className="dim ell" title={contractNotes(row)}>
          {contractNotes(row)}
        </p>
      </div>
      <dl>
        <dt>{t('contract.needed')}</dt>
        <dd>{row.needed ? day(row.needed) : '–'}</dd>
        <dt>{row.delivered ? t('contract.delivered') : t('contract.promised')}</dt>
        <dd className={tones[row.status]}>
          {row.delivered ? day(row.delivered) : row.promised ? day(row.promised) : t('word.none')}
        </dd>
      </dl>
    </li>
  );
}
