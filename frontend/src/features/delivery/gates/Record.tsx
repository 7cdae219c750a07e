import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import type { Decision } from '@/features/delivery/types';

/** Decisions as they were made, the last one first: who, when, why, and what was open then. */
export function Record({ decisions }: { decisions: readonly Decision[] }) {
  if (decisions.length === 0) return null;
  return (
    <div>
      <h3>{t('gates.record')}</h3>
      <ol className="g-record" reversed>
        {decisions.toReversed().map((each) => {
          const open = [...each.open_entry, ...each.open_exit];
          return (
            <li key={each.at}>
              <b>
                {t('gates.recordOf', {
                  outcome: t(`gates.outcome.${each.outcome}`),
                  day: day(each.at, { year: true }),
                  name: each.by,
                })}
              </b>
              {each.why !== '' && <p>{each.why}</p>}
              {open.length > 0 && (
                <p className="dim">
                  {t('gates.openThen', { what: open.map(({ text }) => text).join('; ') })}
                </p>
              )}
              {each.conditions.map((one) => (
                <p className="dim" key={one.text}>
                  {t('gates.conditionThen', { what: one.text, day: day(one.due) })}
                </p>
              ))}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
