import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { headerQuery } from '@/api/queries';
import { EmptyState } from '@/components/feedback/States';
import { Loaded } from '@/components/feedback/Loaded';
import { ChoiceField, DateField } from '@/components/forms/fields';
import { useAddress } from '@/components/forms/useAddress';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { useOverlap } from '@/features/staffing/useStaffing';
import type { Overlap } from '@/features/staffing/useStaffing';
import { overlapTone, shifts, workingDay, zoneName } from './clocks';
import { MeetingCard } from './MeetingCard';

const MOST_NONE = 6;
type Party = Overlap['matrix']['parties'][number];

function Hours({ party }: { party: Party }) {
  if (party.spans.length === 0) return <span className="dim">{t('staffing.hours.off')}</span>;
  return shifts(party.spans).join(', ');
}

function Matrix({ found }: { found: Overlap }) {
  const { parties, shared, zone } = found.matrix;
  return (
    <section className="card st-matrix">
      <header>
        <div>
          <h2>{t('staffing.hours.matrix')}</h2>
          <p className="dim small">{t('staffing.hours.matrixUnit', { zone })}</p>
        </div>
      </header>
      {/* it scrolls: the keyboard must reach it */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="st-scroll" tabIndex={0} role="region" aria-label={t('staffing.hours.matrix')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('staffing.person.name')}</th>
              <th scope="col">{t('staffing.tab.hours')}</th>
              {parties.map((party) => (
                <th scope="col" className="num" key={party.id}>
                  {party.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parties.map((party, a) => (
              <tr key={party.id}>
                <th scope="row">
                  {party.name}
                  <span className="dim small st-part">
                    {zoneName(party.zone, party.offset)}
                    {party.changes && ` · ${t('staffing.hours.clock')}`}
                  </span>
                </th>
                <td className="num nowrap">
                  <Hours party={party} />
                </td>
                {parties.map((other, b) => {
                  const hours = shared[a]?.[b] ?? 0;
                  const words = { first: party.name, second: other.name, hours: number(hours) };
                  const said =
                    a === b
                      ? t('staffing.hours.own', { name: party.name, hours: number(hours) })
                      : t(hours > 0 ? 'staffing.hours.say' : 'staffing.hours.sayNone', words);
                  return (
                    <td key={other.id} className={`num ${a === b ? 'dim' : overlapTone(hours)}`} title={said}>
                      <span aria-hidden="true">{number(hours)}</span>
                      <span className="sr">{said}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function None({ found }: { found: Overlap }) {
  const [all, setAll] = useState(false);
  const { none } = found.matrix;
  const shown = all ? none : none.slice(0, MOST_NONE);
  return (
    <section className="card">
      <header>
        <h2>{t('staffing.hours.none')}</h2>
      </header>
      <ul className="st-list">
        {none.length === 0 && <li className="dim">{t('staffing.hours.noneNone')}</li>}
        {shown.map((each) => (
          <li key={each}>{each}</li>
        ))}
        {shown.length < none.length && (
          <li>
            <button type="button" className="linkish" onClick={() => setAll(true)}>
              {t('staffing.hours.noneMore', { count: none.length - shown.length })}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}

function Changes({ found }: { found: Overlap }) {
  return (
    <section className="card">
      <header>
        <div>
          <h2>{t('staffing.hours.changes')}</h2>
          <p className="dim small">{t('staffing.hours.changesUnit')}</p>
        </div>
      </header>
      <ul className="st-list">
        {found.changes.length === 0 && <li className="dim">{t('staffing.hours.changesNone')}</li>}
        {found.changes.slice(0, 30).map((each) => (
          <li key={`${each.week} ${each.first} ${each.second}`}>
            {t('staffing.hours.change', {
              week: day(each.week, { year: true }),
              first: each.first,
              second: each.second,
              hours: number(each.hours),
              before: number(each.before),
              zones: each.clocks.join(', '),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Working hours that teams or people share, when the clocks change them, and the best time to meet. */
export function HoursTab({ program }: { program: string }) {
  const { params, set } = useAddress();
  const header = useQuery(headerQuery(program)).data;
  const of = params.get('of') === 'people' ? 'people' : 'teams';
  const date = params.get('day') ?? workingDay(header?.status_date ?? new Date().toISOString().slice(0, 10));
  const query = useOverlap(program, of, date);
  return (
    <>
      <div className="st-asked">
        <ChoiceField
          label={t('staffing.hours.of')}
          value={of}
          options={(['teams', 'people'] as const).map((value) => ({
            value,
            label: t(`staffing.hours.of.${value}`),
          }))}
          onValue={(value) => set('of', value === 'teams' ? null : value)}
        />
        <DateField label={t('staffing.hours.date')} value={date} onValue={(value) => set('day', value)} />
      </div>
      <Loaded query={query} rows={8}>
        {(found) =>
          found.matrix.parties.length === 0 ? (
            <EmptyState title={t('staffing.hours.nobody')} icon="people" />
          ) : (
            <>
              <Matrix found={found} />
              <div className="st-two">
                <None found={found} />
                <Changes found={found} />
              </div>
              <MeetingCard program={program} of={of} parties={found.matrix.parties} first={date} />
            </>
          )
        }
      </Loaded>
    </>
  );
}
