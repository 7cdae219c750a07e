import { Link } from 'react-router';
import type { Fact, FactRecord } from '@/api/types';
import { Histogram } from '@/components/charts/Histogram';
import { Icon } from '@/components/icons/Icon';
import type { IconName } from '@/components/icons/paths';
import { instant } from '@/lib/format/dates';
import { factInterval, factValue } from '@/lib/format/facts';
import { t } from '@/lib/messages/t';
import { useRecordHref } from './context';

const icons: Record<string, IconName> = {
  activity: 'plan',
  milestone: 'plan',
  plan: 'plan',
  risk: 'risk',
  contract: 'link',
  person: 'user',
  report: 'report',
  calendar: 'calendar',
  run: 'activity',
  simulation: 'activity',
  forecast: 'activity',
};

function Record({ record }: { record: FactRecord }) {
  const href = useRecordHref()(record.kind, record.id);
  const title = record.title ?? record.id;
  return (
    <li>
      <Icon name={icons[record.kind] ?? 'file'} small />
      {href === null ? <span className="ell">{title}</span> : <Link to={href}>{title}</Link>}
      <span className="detail">{record.detail}</span>
    </li>
  );
}

/** Value, interval, distribution, formula and records of one fact. */
export function FactDetail({ fact }: { fact: Fact }) {
  const interval = factInterval(fact);
  return (
    <div className="fact-body">
      <p className="fact-value">
        <strong>{factValue(fact)}</strong>
        {interval && <span>{interval}</span>}
      </p>
      {fact.histogram && fact.histogram.length > 1 && <Histogram fact={fact} bins={fact.histogram} />}
      {fact.formula && (
        <>
          <h3>{t('fact.formula')}</h3>
          <pre>{fact.formula}</pre>
        </>
      )}
      {fact.records.length > 0 && (
        <>
          <h3>{t('fact.records')}</h3>
          <ul className="fact-records">
            {fact.records.map((record) => (
              <Record key={`${record.kind}/${record.id}/${record.title}`} record={record} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

export const factAsOf = (fact: Fact): string =>
  fact.as_of ? t('fact.asOf', { when: instant(fact.as_of) }) : '';
