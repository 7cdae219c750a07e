import type { MessageKey } from '@/lib/messages/en';
import { t } from '@/lib/messages/t';
import { Pennant } from './RangeStrip';

const accent = { fill: 'var(--accent)' };

/** The legend of the range strips: the marks repeat by row, so they are named once. */
export function StripKey({ baseline, freezes }: { baseline: string | null; freezes: boolean }) {
  const item = (key: MessageKey, mark: React.ReactNode, text = t(key)) => (
    <span key={key}>
      {mark}
      {text}
    </span>
  );
  return (
    <div className="key">
      {item(
        'strip.key.band',
        <svg width="20" height="10" aria-hidden="true">
          <rect y="1" width="20" height="8" rx="2" fill="var(--p-band)" />
          <rect x="7" y="1" width="8" height="8" fill="var(--p-band-2)" />
        </svg>,
      )}
      {item(
        'strip.key.p50',
        <svg width="8" height="8" aria-hidden="true">
          <circle cx="4" cy="4" r="3.500" {...accent} />
        </svg>,
      )}
      {item(
        'strip.key.p85',
        <svg width="4" height="12" aria-hidden="true">
          <rect width="3" height="12" rx="1" {...accent} />
        </svg>,
      )}
      {item(
        'strip.key.target',
        <svg width="4" height="14" aria-hidden="true">
          <path d="M2 0V14" stroke="var(--ink)" strokeWidth="1.500" />
        </svg>,
      )}
      {item(
        'strip.key.commitment',
        <svg width="9" height="11" aria-hidden="true">
          <Pennant x={1} y={0.5} />
        </svg>,
      )}
      {baseline !== null &&
        item(
          'strip.key.baseline',
          <svg width="10" height="10" aria-hidden="true">
            <path d="M5 1l4 4-4 4-4-4z" fill="var(--surface)" stroke="var(--n-7)" strokeWidth="1.200" />
          </svg>,
          baseline,
        )}
      {freezes &&
        item(
          'strip.key.freeze',
          <svg width="12" height="10" aria-hidden="true">
            <rect width="12" height="10" fill="var(--freeze)" />
          </svg>,
        )}
    </div>
  );
}
