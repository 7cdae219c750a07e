import { Link } from 'react-router';
import type { Impact, ImpactGroup, ImpactHit } from '@/api/types';
import { EvidenceContext, useRecordHref } from '@/components/facts/context';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import '@/components/impact/impact.css';

const SHOWN = 12;
const MOST = 60;
const amount = (days: number) => t('impact.plus', { days: Math.round(days * 10) / 10 });
const share = (value: number) => Math.round(value * 100);

function Hits({ hits, found, more }: { hits: ImpactHit[]; found: Impact; more: number }) {
  const href = useRecordHref();
  const titles = new Map([...found.milestones, ...found.activities].map(({ id, title }) => [id, title]));
  const odds = new Map((found.odds ?? []).map((each) => [each.id, each]));
  return (
    <>
      <ul className="hits">
        {hits.map((hit) => {
          const there = odds.get(hit.id);
          const to = href(hit.milestone ? 'milestone' : 'activity', hit.id);
          return (
            <li key={hit.id}>
              <div>
                <p>{to === null ? <b>{hit.title}</b> : <Link to={to}>{hit.title}</Link>}</p>
                <p className="dim small">
                  {t('impact.col.through')} {titles.get(hit.through ?? '') ?? found.title}
                </p>
                {there && (
                  <p className="sec small">
                    {t('impact.col.p85')} {amount(there.days)}
                    {there.on_time_before !== null && there.on_time_after !== null
                      ? `, ${t('impact.chance', { before: share(there.on_time_before), after: share(there.on_time_after) })}`
                      : ''}
                  </p>
                )}
              </div>
              <span className="num off">{amount(hit.days)}</span>
              <span className="num">{day(hit.after)}</span>
            </li>
          );
        })}
      </ul>
      {more > 0 && <p className="dim small">{t('impact.more', { count: more })}</p>}
    </>
  );
}

function Groups({ title, groups }: { title: string; groups: ImpactGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul className="groups">
        {groups.slice(0, SHOWN).map((group) => (
          <li key={group.id}>
            {group.title} <span className="off">{amount(group.days)}</span>
          </li>
        ))}
        {groups.length > SHOWN && (
          <li className="dim">{t('impact.more', { count: groups.length - SHOWN })}</li>
        )}
      </ul>
    </>
  );
}

function Answer({ found }: { found: Impact }) {
  return (
    <EvidenceContext value={{ facts: found.facts }}>
      <p className="impact-summary">
        <RichText text={found.summary} />
      </p>
      {found.milestones.length > 0 && (
        <>
          <h4>{t('impact.milestones')}</h4>
          <Hits
            hits={found.milestones.slice(0, SHOWN)}
            found={found}
            more={found.milestones.length - SHOWN}
          />
        </>
      )}
      {found.contracts.length > 0 && (
        <>
          <h4>{t('impact.contracts')}</h4>
          <ul className="hits">
            {found.contracts.slice(0, SHOWN).map((each) => (
              <li key={each.id}>
                <div>
                  <p>{each.what}</p>
                  <p className="dim small">
                    {[
                      each.late > 0 && t('impact.late', { days: each.late }),
                      each.breaks && t('impact.breaks'),
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </p>
                </div>
                <span className="num off">{amount(each.days)}</span>
                <span className="num">{day(each.after)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Groups title={t('impact.teams')} groups={found.teams} />
      <Groups title={t('impact.people')} groups={found.people} />
      {found.activities.length > 0 && (
        <>
          <h4>{t('impact.activities')}</h4>
          <Hits hits={found.activities.slice(0, SHOWN)} found={found} more={found.activity_count - SHOWN} />
        </>
      )}
    </EvidenceContext>
  );
}

type Query = {
  data: Impact | undefined;
  error: Error | null;
  refetch: () => unknown;
  /** What is shown answers an earlier number of days. */
  isPlaceholderData: boolean;
};
type Props = { id: string; title: string; days: number; onDays: (days: number) => void; query: Query };

/** "Who is hit if this moves?": a number of working days, and who is hit by it, through what, by how much. */
export function ImpactPanel({ id, title, days, onDays, query }: Props) {
  const set = (text: string) => {
    const wanted = Math.round(Number(text));
    if (wanted >= 1 && wanted <= 500) onDays(wanted);
  };
  return (
    <section className="impact" aria-label={`${t('impact.title')} ${title}`}>
      <h3>{t('impact.title')}</h3>
      <div className="impact-days">
        <label htmlFor={`impact-${id}`}>{t('impact.days')}</label>
        <input
          type="range"
          min={1}
          max={MOST}
          value={Math.min(days, MOST)}
          aria-label={t('impact.days')}
          aria-valuetext={t('impact.daysLater', { count: days })}
          onChange={(event) => set(event.target.value)}
        />
        <input
          id={`impact-${id}`}
          className="input figures"
          type="number"
          min={1}
          max={500}
          value={days}
          onChange={(event) => set(event.target.value)}
        />
      </div>
      <div aria-busy={query.isPlaceholderData} className={query.isPlaceholderData ? 'stale' : ''}>
        <Loaded query={query} rows={3}>
          {(found) => <Answer found={found} />}
        </Loaded>
      </div>
    </section>
  );
}
