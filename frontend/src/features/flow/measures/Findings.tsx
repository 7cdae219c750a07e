import { day } from '@/lib/format/dates';
import { unbroken } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import type { FlowView } from '@/features/flow/useFlow';

/** What the numbers say beyond the bottom line, and what changed since the day to compare with. */
export function Findings({ data }: { data: FlowView }) {
  const rest = data.findings.slice(1);
  const since = data.before === null ? '' : day(data.before.as_of, { year: true });
  return (
    <section className="card flow-findings" aria-labelledby="flow-findings">
      <header>
        <h2 id="flow-findings">{t('flow.findings')}</h2>
      </header>
      <ul>
        {rest.map((sentence) => (
          <li key={sentence}>{unbroken(sentence)}</li>
        ))}
        {rest.length === 0 && <li className="dim">{t('flow.only')}</li>}
      </ul>
      {data.before !== null && (
        <>
          <h3>{t('flow.changes', { day: since })}</h3>
          <ul>
            {data.changes.map((sentence) => (
              <li key={sentence}>{unbroken(sentence)}</li>
            ))}
            {data.changes.length === 0 && <li className="dim">{t('flow.changesNone', { day: since })}</li>}
          </ul>
        </>
      )}
    </section>
  );
}
