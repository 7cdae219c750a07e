import { useQuery } from '@tanstack/react-query';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { instant } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { historyQuery } from './useBaselines';

/** Who took, chose, proposed and decided, the latest first. */
export function HistoryCard({ program }: { program: string }) {
  const query = useQuery(historyQuery(program));
  return (
    <section className="card b-history" aria-labelledby="b-history">
      <header>
        <h2 id="b-history">{t('baselines.history')}</h2>
      </header>
      <Loaded query={query} rows={3} height={24}>
        {({ entries }) =>
          entries.length === 0 ? (
            <EmptyState title={t('baselines.historyNone')} />
          ) : (
            <ol>
              {entries.map((entry) => (
                <li key={entry.id} className={entry.undone ? 'undone' : ''}>
                  <time dateTime={entry.at}>{instant(entry.at)}</time>
                  <span>
                    <b>{entry.actor.name}</b> {entry.text}
                    {entry.undone && <span className="tag at">{t('history.undone')}</span>}
                    {entry.why && <span className="sec small">{entry.why}</span>}
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}
