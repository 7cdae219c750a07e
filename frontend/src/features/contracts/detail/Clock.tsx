import type { ContractRow, Escalation, RungView } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { countedWords, dueSince } from '@/features/contracts/counting';
import type { Counting } from '@/features/contracts/counting';

function when(rung: RungView, due: boolean): string {
  if (rung.taken) return t('contract.clock.taken', { when: day(rung.taken) });
  return t(due ? 'contract.clock.due' : 'contract.clock.fires', { when: day(rung.fires) });
}

function Running({ escalation, counting }: { escalation: Escalation; counting: Counting }) {
  const missed = dueSince(escalation, counting);
  return (
    <>
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
      <p className="dim small">{countedWords(counting)}</p>
      {missed > 0 && <p className="at small">{t('contract.clock.missed', { count: missed })}</p>}
    </>
  );
}

/** Who would be told, while nothing runs. */
function Waiting({ row }: { row: ContractRow }) {
  return (
    <>
      <p className="sec small">{t('contract.clock.still')}</p>
      <ol className="rungs">
        {row.rungs.map(({ after, title, decide }, index) => (
          <li key={index}>
            <StatusGlyph status="unknown" />
            <div>
              <p>
                <b>{title}</b> <span className="dim">{t('contract.clock.after', { count: after })}</span>
              </p>
              {decide && <p className="sec small">{decide}</p>}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

type Props = { row: ContractRow; counting: Counting; onLadder: (() => void) | null };

/** The escalation ladder of one contract: what started the clock, the step reached, the step that is due or comes next. */
export function Clock({ row, counting, onLadder }: Props) {
  return (
    <section aria-label={t('contract.clock')} className="clock">
      <h3>
        {t('contract.clock')}{' '}
        <span className="dim">
          {t(row.ladder.length > 0 ? 'contract.clock.own' : 'contract.clock.usual')}
        </span>
      </h3>
      {row.escalation ? <Running escalation={row.escalation} counting={counting} /> : <Waiting row={row} />}
      {onLadder && (
        <Button small icon="clock" onClick={onLadder}>
          {t(row.ladder.length > 0 ? 'contract.ladder.changeOwn' : 'contract.ladder.giveOwn')}
        </Button>
      )}
    </section>
  );
}
