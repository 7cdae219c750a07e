import { useState } from 'react';
import { loadTone } from '@/components/charts/LoadBar';
import { EmptyState } from '@/components/feedback/States';
import { Segmented } from '@/components/forms/Segmented';
import { number, percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { peak, peopleRows, sum, teamRows } from './rows';
import type { LoadRow } from './rows';
import type { Loads } from './useLeveling';
import { Months, WeekBars } from './WeekBars';

const [FEWEST, MOST] = [6, 12];

type RowProps = { row: LoadRow; weeks: readonly string[] };

function Change({ from, to, tone }: { from: string; to: string; tone: string }) {
  if (from === to) return <span className={tone || 'sec'}>{to}</span>;
  return (
    <>
      <span className="dim">{from} → </span>
      <b className={tone}>{to}</b>
    </>
  );
}

function Row({ row, weeks }: RowProps) {
  const [today, after] = [peak(row.before, row.capacity), peak(row.after, row.capacity)];
  const [over, left] = [sum(row.overBefore), sum(row.overAfter)];
  return (
    <tr>
      <th scope="row">
        <span className="ell">{row.name}</span>
        <span className="sr">
          {t('leveling.row', {
            name: row.name,
            peak: percent(today),
            after: percent(after),
            over: number(over),
            left: number(left),
          })}
        </span>
      </th>
      <td>
        <WeekBars row={row} weeks={weeks} />
      </td>
      <td className="num">
        <Change from={percent(today)} to={percent(after)} tone={left > 0 ? loadTone(after) : ''} />
      </td>
      <td className="num">
        <Change from={number(over)} to={number(left)} tone={left > 0 ? 'off' : ''} />
      </td>
    </tr>
  );
}

const Key = () => (
  <p className="leveling-key">
    <span>
      <i className="k-today" /> {t('leveling.key.today')}
    </span>
    <span>
      <i className="k-over" /> {t('leveling.key.over')}
    </span>
    <span>
      <i className="k-after" /> {t('leveling.key.after')}
    </span>
  </p>
);

type Props = {
  loads: Loads;
  by: 'people' | 'teams';
  team: (id: string | null) => string;
  onBy: (by: 'people' | 'teams') => void;
};

/** Hours of people or teams week by week against capacity, those with most overload first. */
export function LoadCard({ loads, by, team, onBy }: Props) {
  const [all, setAll] = useState(false);
  const rows = by === 'teams' ? teamRows(loads, team) : peopleRows(loads);
  const overloaded = rows.filter((row) => sum(row.overBefore) + sum(row.overAfter) > 0).length;
  const shown = all ? rows : rows.slice(0, Math.min(Math.max(overloaded, FEWEST), MOST));
  const more = rows.length - shown.length;
  if (rows.length === 0) {
    return (
      <section className="card">
        <EmptyState title={t('leveling.none')} icon="people" />
      </section>
    );
  }
  return (
    <section className="card leveling-loads">
      <header>
        <div>
          <h2>{t('leveling.who')}</h2>
          <p className="dim">{t('leveling.whoUnit')}</p>
        </div>
        <Segmented
          label={t('leveling.by')}
          value={by}
          options={[
            { value: 'people', label: t('leveling.people') },
            { value: 'teams', label: t('leveling.teams') },
          ]}
          onValue={onBy}
        />
      </header>
      <table className="table">
        <colgroup>
          <col className="l-name" />
          <col />
          <col className="l-peak" />
          <col className="l-over" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('leveling.col.name')}</th>
            <th scope="col">
              <span className="sr">{t('leveling.col.weeks')}</span>
              <Months weeks={loads.weeks} />
            </th>
            <th scope="col" className="num">
              {t('leveling.col.peak')}
            </th>
            <th scope="col" className="num">
              {t('leveling.col.over')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.id} row={row} weeks={loads.weeks} />
          ))}
        </tbody>
      </table>
      <footer>
        <Key />
        {more > 0 && (
          <button type="button" className="linkish" onClick={() => setAll(true)}>
            {t('leveling.more', { count: more })}
          </button>
        )}
      </footer>
    </section>
  );
}
