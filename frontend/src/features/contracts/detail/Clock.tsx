import type { Escalation, RungView } from '@/api/types';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';

function when(rung: RungView, due: boolean): string {
  if (rung.taken) return t('contract.clock.taken', { when: day(rung.taken) });
  return t(due ? 'contract.clock.due' : 'contract.clock.fires', { when: day(rung.fires) });
}

/** The escalation ladder of one contract: what started the clock, the step reached, the step that is due or comes next. */
export function Clock({ escalation }: { escalation: Escalation }) {
  return (
    <section aria-label={t('contract.clock')} className="clock">
      <h3>{t('contract.clock')}</h3>
      <p className="sec small">{t(`contract.clock.${escalation.cause}`, { when: day(escalation.since) })}</p>
      <ol className="rungs">
        {escalation.rungs.map((rung, index) => {
          const taken = rung.taken !== null;
          const due = !taken && index < escalation.due;
          const next = !taken && !due && index === escalation.level;
          return (
            <li key={index} className={taken ? 'taken' : due ? 'due' : next ? 'next' : ''}>
              <StatusGlyph status={taken ? 'at_risk' : due ? 'off_track' : 'unknown'} />
              <div>
                <p>
                  <b>{rung.title}</b> <span className={due ? 'off' : 'dim'}>{when(rung, due)}</span>
                </p>
                {rung.decide && <p className="sec small">{rung.decide}</p>}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
