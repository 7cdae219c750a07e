import type { Text } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { day, dayOf } from '@/lib/format/dates';
import { number, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Effect } from './useLeveling';

const SHOWN = 8;

type Milestone = Effect['milestones'][number];

function Row({ milestone }: { milestone: Milestone }) {
  const { finish, new_finish: after } = milestone;
  const due = milestone.due ?? null;
  const late = due !== null && dayOf(after) > due && dayOf(finish) <= due;
  return (
    <tr>
      <th scope="row">
        {milestone.title}
        {late && (
          <span className="off late">
            <StatusGlyph status="off_track" /> {t('leveling.late', { due: day(due) })}
          </span>
        )}
      </th>
      <td className="num nowrap sec">{day(finish)}</td>
      <td className="num nowrap">{day(after)}</td>
      <td className="num">{signed(milestone.days)}</td>
    </tr>
  );
}

/** Milestones that the chosen moves shift. */
export function MilestonesCard({ effect }: { effect: Effect }) {
  const moved = effect.milestones.filter(({ days }) => days !== 0);
  const rows = moved.length > 0 ? moved : effect.milestones;
  return (
    <section className="card leveling-milestones">
      <header>
        <h2>{t('leveling.milestones')}</h2>
        {moved.length === 0 && <span className="more">{t('leveling.milestonesNone')}</span>}
      </header>
      <table className="table">
        <colgroup>
          <col />
          <col className="m-date" />
          <col className="m-date" />
          <col className="m-days" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('leveling.col.milestone')}</th>
            <th scope="col" className="num">
              {t('leveling.col.plan')}
            </th>
            <th scope="col" className="num">
              {t('leveling.col.leveled')}
            </th>
            <th scope="col" className="num">
              {t('leveling.col.days')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((milestone) => (
            <Row key={milestone.id} milestone={milestone} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Overload that stays, and work that has nobody. */
export function LimitsCard({ effect }: { effect: Effect }) {
  if (effect.unresolved.length === 0) return null;
  return (
    <section className="card leveling-limits">
      <header>
        <h2>{t('leveling.left')}</h2>
      </header>
      <ul>
        {effect.unresolved.slice(0, SHOWN).map((left, index) => (
          <li key={index}>
            <b className="off nowrap">{t('leveling.leftHours', { hours: number(left.hours) })}</b>
            <span>
              <RichText text={left.why as Text} />
            </span>
          </li>
        ))}
      </ul>
      {effect.unresolved.length > SHOWN && (
        <p className="dim">{t('leveling.leftMore', { count: effect.unresolved.length - SHOWN })}</p>
      )}
    </section>
  );
}
