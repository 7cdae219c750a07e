import { t } from '@/lib/messages/t';
import type { Decided } from './useRoadmap';

function words({ entry }: Decided): string {
  const said = [
    entry.shown === false && t('roadmap.decidedHidden'),
    entry.shown === true && t('roadmap.decidedShown'),
    entry.public && t('roadmap.decidedPublic', { title: entry.title ?? '' }),
    entry.when &&
      t('roadmap.decidedWhen', { when: t(`roadmap.horizon.${entry.when}`), reason: entry.reason ?? '' }),
    entry.order !== null && t('roadmap.decidedOrder', { order: entry.order }),
  ].filter(Boolean);
  return said.length > 0 ? said.join('; ') : t('roadmap.decidedNothing');
}

type Props = { entries: Decided[]; onArrange: ((id: string) => void) | null };

/** What people decided about single items, hidden ones too: the way back to them. */
export function DecidedCard({ entries, onArrange }: Props) {
  if (entries.length === 0) return null;
  return (
    <section className="card r-decided noprint" aria-labelledby="r-decided">
      <header>
        <h2 id="r-decided">{t('roadmap.decided')}</h2>
      </header>
      <ul>
        {entries.map((decided) => (
          <li key={decided.entry.activity}>
            {onArrange === null ? (
              <b>{decided.title}</b>
            ) : (
              <button
                type="button"
                className="rowlink b"
                aria-label={t('roadmap.arrange', { title: decided.title })}
                onClick={() => onArrange(decided.entry.activity)}
              >
                {decided.title}
              </button>
            )}
            <span className="sec">{words(decided)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
