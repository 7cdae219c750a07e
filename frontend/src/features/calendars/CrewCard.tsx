import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { patch, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { HeaderPerson, ProgramHeader, Text } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import type { Exception } from './draft';
import { daysText, exceptionsOf, inputOfExceptions } from './draft';
import { blank, ExceptionFields, type Open } from './ExceptionFields';
import { useRefresh, type CalendarList } from './useCalendars';

type Props = { program: string; header: ProgramHeader; list: CalendarList; mayEdit: boolean };
type Change = { default_calendar?: string; teams?: unknown; people?: unknown };

/** Which calendar the program, each team and each person works on, and people's days off. */
export function CrewCard({ program, header, list, mayEdit }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const refresh = useRefresh(program);
  const save = useMutation({
    mutationFn: (change: Change) => patch(path('programs', program), { version: header.version, ...change }),
    onSuccess: () => refresh(t('calendars.crewSaved')),
  });
  const titleOf = (id: string | null | undefined) =>
    list.calendars.find((each) => each.id === id)?.title ?? '';
  const standard = list.calendars.find((each) => each.default)?.title ?? '';
  const options = list.calendars.map(({ id, title }) => ({ value: id, label: title }));
  const asProgram = { value: '', label: t('calendars.asProgram', { name: standard }) };
  const set = (lists: 'teams' | 'people', id: string, part: object) =>
    save.mutate({ [lists]: header[lists].map((each) => (each.id === id ? { ...each, ...part } : each)) });
  const teamCalendar = (person: HeaderPerson) =>
    header.teams.find(({ id }) => id === person.team)?.calendar ?? null;
  return (
    <section className="card cal-crew" aria-labelledby="cal-crew">
      <header>
        <h2 id="cal-crew">{t('calendars.crew')}</h2>
        <span className="more">{t('calendars.crewLead')}</span>
      </header>
      <FormError error={save.error} />
      <div className="card-pad cal-crew-default">
        <ChoiceField
          label={t('calendars.programDefault')}
          value={list.calendars.find((each) => each.default)?.id ?? ''}
          disabled={!mayEdit}
          onValue={(id) => save.mutate({ default_calendar: id })}
          options={options}
        />
      </div>
      {header.teams.length + header.people.length === 0 && (
        <p className="card-pad dim">{t('calendars.noCrew')}</p>
      )}
      <ul className="cal-crew-list">
        {header.teams.map((team) => (
          <li key={`team ${team.id}`}>
            <span>
              <b>{team.title}</b>
            </span>
            <ChoiceField
              label={t('calendars.of', { name: team.title })}
              hideLabel
              value={team.calendar ?? ''}
              disabled={!mayEdit}
              onValue={(id) => set('teams', team.id, { calendar: id || null })}
              options={[asProgram, ...options]}
            />
            <span />
          </li>
        ))}
        {header.people.map((person) => {
          const team = teamCalendar(person);
          const inherited = team === null ? asProgram : { value: '', label: t('calendars.asTeam', { name: titleOf(team) }) }; // prettier-ignore
          const off = exceptionsOf((person as { off?: unknown }).off);
          return (
            <li key={`person ${person.id}`}>
              <span>{person.name}</span>
              <ChoiceField
                label={t('calendars.of', { name: person.name })}
                hideLabel
                value={person.calendar ?? ''}
                disabled={!mayEdit}
                onValue={(id) => set('people', person.id, { calendar: id || null })}
                options={[inherited, ...options]}
              />
              <span className="cal-off">
                <span className="small ell" title={off.map(daysText).join('\n')}>
                  {off.length === 0 ? (
                    <span className="dim">{t('calendars.offNone')}</span>
                  ) : (
                    off.map(daysText).join(', ')
                  )}
                </span>
                {mayEdit && (
                  <Button
                    small
                    ghost
                    aria-expanded={open === person.id}
                    aria-label={t('calendars.daysOffOf', { name: person.name })}
                    onClick={() => setOpen(open === person.id ? null : person.id)}
                  >
                    {t('calendars.daysOff')}
                  </Button>
                )}
              </span>
              {open === person.id && (
                <DaysOff
                  program={program}
                  header={header}
                  person={person}
                  off={off}
                  busy={save.isPending}
                  onClose={() => setOpen(null)}
                  onSave={(days) => {
                    set('people', person.id, { off: inputOfExceptions(days) });
                    setOpen(null);
                  }}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type OffProps = {
  program: string;
  header: ProgramHeader;
  person: HeaderPerson;
  off: Exception[];
  busy: boolean;
  onSave: (off: Exception[]) => void;
  onClose: () => void;
};

/** The days off of one person, with what they would move before they are saved. */
function DaysOff({ program, header, person, off, busy, onSave, onClose }: OffProps) {
  const [days, setDays] = useState(off);
  const [open, setOpen] = useState<Open | null>(off.length === 0 ? blank('') : null);
  const people = header.people.map((each) =>
    each.id === person.id ? { ...each, off: inputOfExceptions(days) } : each,
  );
  const changed = JSON.stringify(days) !== JSON.stringify(off);
  const preview = useQuery({
    queryKey: [...keys.program(program), 'head-preview', person.id, days],
    queryFn: () => post<{ text: Text }>(`${path('programs', program)}/head/preview`, { people }),
    enabled: changed,
    retry: false,
  });
  return (
    <div className="cal-days-off" role="group" aria-label={t('calendars.daysOffOf', { name: person.name })}>
      <ExceptionFields
        exceptions={days}
        refused={null}
        readOnly={false}
        open={open}
        onOpen={setOpen}
        onChange={setDays}
        legend={t('calendars.daysOffOf', { name: person.name })}
        none={t('calendars.offNone')}
        add={t('calendars.offAdd')}
      />
      <p role="status" className="small">
        {changed && preview.data !== undefined && <RichText text={preview.data.text} />}
      </p>
      <FormError error={preview.error} />
      <div className="form-acts">
        <Button small onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button small primary disabled={!changed || busy} onClick={() => onSave(days)}>
          {t('calendars.offSave')}
        </Button>
      </div>
    </div>
  );
}
