import { useQuery } from '@tanstack/react-query';
import { post, path } from '@/api/client';
import { headerQuery, keys } from '@/api/queries';
import type { ProgramHeader, Text } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { useSay } from '@/components/feedback/Notices';
import { ErrorState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { day } from '@/lib/format/dates';
import { number, percent, workingDays } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { useSetPeople, useWays } from '@/features/staffing/useStaffing';
import type { Way, Ways } from '@/features/staffing/useStaffing';
import { input, useAccept } from './useLeveling';
import type { ForecastEffect } from './useLeveling';

const DAY_MS = 86_400_000;
const dayBefore = (value: string) =>
  new Date(Date.parse(`${value}T00:00Z`) - DAY_MS).toISOString().slice(0, 10);

/** The forecast of the final milestone with the moves of one way. */
function P85({ program, way, ways }: { program: string; way: Way; ways: Ways }) {
  const query = useQuery({
    queryKey: [...keys.program(program), 'staffing', 'way-forecast', ways.revision, way.kind],
    queryFn: () =>
      post<{ effect: ForecastEffect | null }>(path('programs', program, 'leveling', 'forecast'), {
        moves: way.moves.map((move) => input(move, ways.versions)),
      }),
    enabled: way.moves.length > 0,
    staleTime: Infinity,
  });
  const effect = query.data?.effect;
  if (way.moves.length === 0 || !effect) return null;
  return (
    <div>
      <dt>{t('staffing.way.p85', { title: effect.title })}</dt>
      <dd>
        {day(effect.p85)} → <b>{day(effect.new_p85)}</b>
      </dd>
    </div>
  );
}

function Figures({ program, way, ways }: { program: string; way: Way; ways: Ways }) {
  return (
    <dl>
      <div>
        <dt>{t('staffing.way.over')}</dt>
        <dd className={way.over_after > 0 ? 'off' : 'on'}>
          {t('staffing.way.overOf', { after: number(way.over_after), before: number(way.over_before) })}
        </dd>
      </div>
      <div>
        <dt>{t('staffing.way.moves')}</dt>
        <dd>{way.moves.length === 0 ? t('staffing.way.none') : number(way.moves.length)}</dd>
      </div>
      <div>
        <dt>{t('staffing.way.late')}</dt>
        <dd className={way.late > 0 ? 'off' : ''}>
          {way.late === 0 ? t('staffing.way.none') : number(way.late)}
        </dd>
      </div>
      <div>
        <dt>{t('staffing.way.moved')}</dt>
        <dd>
          {way.milestones.length === 0
            ? t('staffing.way.none')
            : way.milestones
                .slice(0, 3)
                .map(({ title, days }) => `${title} ${workingDays(days)}`)
                .join(', ')}
        </dd>
      </div>
      <P85 program={program} way={way} ways={ways} />
    </dl>
  );
}

const withMoreTime = (header: ProgramHeader, way: Way) =>
  header.people.map((person) => {
    const more = way.more_time.filter((each) => each.person === person.id);
    const added = more.map(({ start, end, share }) => ({ start, end, share }));
    return more.length === 0 ? person : { ...person, availability: [...person.availability, ...added] };
  });

/** Ways out of over-allocation side by side; one of them is one act, and one undo. */
export function WaysCard({ program, mayEdit }: { program: string; mayEdit: boolean }) {
  const query = useWays(program);
  const header = useQuery(headerQuery(program)).data;
  const { accept, undo } = useAccept(program);
  const people = useSetPeople(program);
  const say = useSay();
  const busy = accept.isPending || people.set.isPending;
  const apply = (way: Way, ways: Ways) => {
    if (way.moves.length > 0)
      accept.mutate(
        way.moves.map((move) => input(move, ways.versions)),
        {
          onSuccess: ({ announcement }) =>
            say(announcement, { label: t('staffing.undo'), run: () => undo.mutate() }),
        },
      );
    else if (header !== undefined)
      people.set.mutate({ header, people: withMoreTime(header, way), said: t('staffing.way.availability') });
  };
  return (
    <section className="card st-ways">
      <header>
        <div>
          <h2>{t('staffing.ways')}</h2>
          <p className="dim small">{t('staffing.waysLead')}</p>
        </div>
      </header>
      {[accept.error, undo.error, people.set.error].map(
        (error, index) => error && <ErrorState key={index} error={error} />,
      )}
      <Loaded query={query} rows={4} height={44} doing={t('staffing.waysSearching')}>
        {(ways) => (
          <ul className="st-way-list">
            {ways.ways.map((way) => {
              const nothing = way.moves.length + way.more_time.length === 0;
              const text = t(nothing ? 'staffing.way.nothing' : 'staffing.way.apply');
              return (
                <li key={way.kind} aria-label={t(`staffing.way.${way.kind}`)}>
                  <h3>{t(`staffing.way.${way.kind}`)}</h3>
                  <p className="dim small">{t(`staffing.way.${way.kind}.how`)}</p>
                  <Figures program={program} way={way} ways={ways} />
                  <p className="small">
                    <RichText text={way.text as Text} />
                  </p>
                  {way.more_time.length > 0 && (
                    <ul className="small st-more">
                      {way.more_time.slice(0, 4).map((each) => (
                        <li key={`${each.person} ${each.start}`}>
                          {t('staffing.way.share', {
                            name: each.name,
                            share: percent(each.share),
                            before: percent(each.before),
                            days: [...new Set([day(each.start), day(dayBefore(each.end))])].join(' – '),
                          })}
                        </li>
                      ))}
                    </ul>
                  )}
                  <Button
                    small
                    disabled={nothing || !mayEdit || busy}
                    title={mayEdit ? undefined : t('staffing.readOnly')}
                    busy={busy && !nothing ? t('staffing.way.applying') : null}
                    onClick={() => apply(way, ways)}
                    aria-label={`${text}: ${t(`staffing.way.${way.kind}`)}`}
                  >
                    {text}
                  </Button>
                </li>
              );
            })}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
