import type { Import } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

const tones = { added: 'on', changed: 'at', removed: 'off' } as const;

type DiffProps = { diff: NonNullable<Import['diff']>; removes: boolean };

/** What applying would do. What the file lacks is removed only where that was chosen. */
export function Diff({ diff, removes }: DiffProps) {
  const missing = removes || diff.removed === 0 ? 'removed' : 'missing';
  const counts = [
    t('import.diff.added', { count: diff.added }),
    t('import.diff.changed', { count: diff.changed }),
    t(`import.diff.${missing}`, { count: diff.removed }),
    t('import.diff.unchanged', { count: diff.unchanged }),
  ];
  return (
    <section className="card">
      <header>
        <h2>{t('import.diff')}</h2>
        <span className="more">{counts.join(' · ')}</span>
      </header>
      {diff.summary && (
        <p className="diff-summary">
          <RichText text={diff.summary} />
        </p>
      )}
      {diff.lines.length > 0 && (
        // The list scrolls: it must be reachable with the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ul className="diff" tabIndex={0} aria-label={t('import.diff')}>
          {diff.lines.map((line, index) => (
            <li key={index}>
              <b className={line.kind === 'removed' && !removes ? 'dim' : tones[line.kind]}>
                {t(`import.kind.${line.kind === 'removed' ? missing : line.kind}`)}
              </b>
              <span className="dim">{line.entity}</span>
              <span className="b ell" title={line.title}>
                {line.title}
              </span>
              <span className="sec">{line.text}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function Counts({ counts }: { counts: Record<string, number> }) {
  const found = Object.entries(counts).filter(([, count]) => count > 0);
  if (found.length === 0) return null;
  return (
    <dl className="counts">
      {found.map(([what, count]) => (
        <div key={what}>
          <dd>{number(count)}</dd>
          <dt>{what.replace(/_/g, ' ')}</dt>
        </div>
      ))}
    </dl>
  );
}
