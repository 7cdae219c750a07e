import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { headerQuery } from '@/api/queries';
import type { Text } from '@/api/types';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { RichText } from '@/components/facts/RichText';
import { Button } from '@/components/forms/Button';
import { StatusGlyph } from '@/components/status/StatusGlyph';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { useSetPeople } from '@/features/staffing/useStaffing';
import type { Absent, View } from '@/features/staffing/useStaffing';
import { fixed } from './fixes';

type Props = { program: string; view: View; mayEdit: boolean };

/** People who are asked for work though they have no time for it, each with what would mend it. */
export function AbsentCard({ program, view, mayEdit }: Props) {
  const header = useQuery(headerQuery(program)).data;
  const { set, undo } = useSetPeople(program);
  if (view.absent.length === 0) return null;
  const mend = (absent: Absent) => {
    if (header === undefined) return;
    const people = header.people.map((each) =>
      each.id === absent.person ? (fixed(each, absent, absent.last) ?? each) : each,
    );
    set.mutate({ header, people, said: t('staffing.fixed', { name: absent.name }) });
  };
  const room = (path: string) => `/programs/${encodeURIComponent(program)}/${path}`;
  return (
    <section className="card st-absent">
      <header>
        <StatusGlyph status="off_track" />
        <h2>{t('staffing.absent')}</h2>
      </header>
      {[set.error, undo.error].map(
        (error, index) =>
          error && (
            <VerbConflict
              key={index}
              error={error}
              label={() => t('staffing.people')}
              show={() => ''}
              onMine={() => set.reset()}
              onTheirs={() => set.reset()}
            />
          ),
      )}
      <ul>
        {view.absent.map((absent) => (
          <li key={absent.person}>
            <span>
              <RichText text={absent.text as Text} />
            </span>
            {absent.reason === 'off' ? (
              <Link className="btn sm" to={room('calendars')}>
                {t('staffing.fix.off')}
              </Link>
            ) : (
              <Button
                small
                disabled={!mayEdit || header === undefined || set.isPending}
                title={mayEdit ? undefined : t('staffing.readOnly')}
                onClick={() => mend(absent)}
              >
                {t(`staffing.fix.${absent.reason}`, {
                  name: absent.name,
                  date: day(absent.reason === 'left' ? absent.last : absent.first),
                })}
              </Button>
            )}
            <Link
              className="btn sm ghost"
              to={`${room('plan')}?select=${encodeURIComponent(absent.activities[0] ?? '')}`}
            >
              {t('staffing.fix.plan')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
