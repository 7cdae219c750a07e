import type { ContractRow } from '@/api/types';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { timeline } from '@/features/contracts/life';

/** All that happened about a contract, oldest first: every promise with who made it and why it moved. */
export function Timeline({ row }: { row: ContractRow }) {
  return (
    <section aria-label={t('contract.timeline')} className="timeline">
      <h3>{t('contract.timeline')}</h3>
      <ol>
        {timeline(row).map((event, index) => (
          <li key={index}>
            <time className="dim" dateTime={event.at}>
              {day(event.at)}
            </time>
            <div>
              <p>
                <span className={event.tone}>{event.text}</span>
                {event.by && <span className="dim"> · {event.by}</span>}
              </p>
              {event.why && <p className="sec small prose">{event.why}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
