import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { NumberField } from '@/components/forms/fields';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { useMeeting } from '@/features/staffing/useStaffing';
import type { Meeting, Overlap } from '@/features/staffing/useStaffing';
import { clock } from './clocks';

type Props = { program: string; of: string; parties: Overlap['matrix']['parties']; first: string };

function Slots({ found }: { found: Meeting }) {
  return (
    <ol className="st-slots">
      {found.slots.map((slot) => (
        <li key={slot.start}>
          <p>
            <b>
              {t('staffing.hours.slot', {
                day: day(slot.start, { weekday: true }),
                start: clock(slot.start),
                finish: clock(slot.finish),
              })}
            </b>{' '}
            <span className={slot.outside > 0 ? 'at' : 'on'}>
              {slot.outside > 0
                ? t('staffing.hours.someOut', { count: slot.outside })
                : t('staffing.hours.allIn')}
            </span>
          </p>
          <ul>
            {slot.attendees.map((each) => (
              <li key={each.id}>
                <span>{each.name}</span>
                <span className="num">
                  {day(each.start, { weekday: true })}, {clock(each.start)}–{clock(each.finish)}
                </span>
                <span className={each.outside > 0 ? 'at' : 'dim'}>
                  {each.outside > 0
                    ? t('staffing.hours.outside', { count: each.outside })
                    : t('staffing.hours.inside')}
                  {each.night && ` · ${t('staffing.hours.night')}`}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** The best time for a meeting in the five days from the chosen one on. */
export function MeetingCard({ program, of, parties, first }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [minutes, setMinutes] = useState('60');
  const [tried, setTried] = useState(false);
  const find = useMeeting(program);
  const ids = parties.map(({ id }) => id).filter((id) => chosen.has(id));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (ids.length >= 2) find.mutate({ of, ids, first, minutes });
  };
  const toggle = (id: string, on: boolean) =>
    setChosen((now) => {
      const next = new Set(now);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  return (
    <section className="card st-meeting">
      <header>
        <h2>{t('staffing.hours.meeting')}</h2>
      </header>
      <form className="card-pad" onSubmit={submit} noValidate>
        <fieldset>
          <legend>{t('staffing.hours.who')}</legend>
          <div className="st-boxes">
            {parties.map(({ id, name }) => (
              <label className="check" key={id}>
                <input
                  type="checkbox"
                  checked={chosen.has(id)}
                  onChange={(event) => toggle(id, event.target.checked)}
                />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="st-asked">
          <NumberField label={t('staffing.hours.minutes')} value={minutes} onValue={setMinutes} />
          <Button type="submit" primary busy={find.isPending ? t('staffing.hours.finding') : null}>
            {t('staffing.hours.find')}
          </Button>
        </div>
        {tried && ids.length < 2 && (
          <p className="wrong-text" role="alert">
            {t('staffing.hours.needWho')}
          </p>
        )}
        <FormError error={find.error} />
        <div role="status">{find.data && <p className="b">{find.data.text}</p>}</div>
        {find.data && <Slots found={find.data} />}
      </form>
    </section>
  );
}
