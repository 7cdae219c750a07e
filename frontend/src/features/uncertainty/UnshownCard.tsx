import { useState } from 'react';
import { Link } from 'react-router';
import { useRecordHref } from '@/components/facts/context';
import { t } from '@/lib/messages/t';
import type { OutcomeView } from './useUncertainty';

const FIRST = 3;

/** What the plan keeps the runs from showing: dates that hold against their logic, estimates that change nothing. */
export function UnshownCard({ problems }: Pick<OutcomeView, 'problems'>) {
  const hrefOf = useRecordHref();
  const [all, setAll] = useState(false);
  if (problems.length === 0) return null;
  const left = all ? 0 : problems.length - FIRST;
  return (
    <section className="card u-unshown" aria-labelledby="u-unshown">
      <header>
        <h2 id="u-unshown">{t('uncertainty.unshown', { count: problems.length })}</h2>
      </header>
      <ul>
        {problems.slice(0, all ? undefined : FIRST).map(({ id, entity, message, hint }) => {
          const href = entity ? hrefOf('activity', entity) : null;
          return (
            <li key={`${id}/${entity ?? ''}`}>
              <p>
                {message}{' '}
                {href && (
                  <Link className="linkish" to={href}>
                    {t('uncertainty.unshownOpen')}
                  </Link>
                )}
              </p>
              {hint && <p className="sec small">{hint}</p>}
            </li>
          );
        })}
      </ul>
      {left > 0 && (
        <button type="button" className="linkish u-more" onClick={() => setAll(true)}>
          {t('uncertainty.unshownMore', { count: left })}
        </button>
      )}
    </section>
  );
}
