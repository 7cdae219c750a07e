import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { headerQuery } from '@/api/queries';
import { useRole } from '@/api/role';
import { Loaded } from '@/components/feedback/Loaded';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { useAddress } from '@/components/forms/useAddress';
import { useVerbs, type Verb } from '@/components/palette/verbs';
import { t } from '@/lib/messages/t';
import { CalendarForm } from './CalendarForm';
import { CalendarList } from './CalendarList';
import { CrewCard } from './CrewCard';
import { RemoveDialog } from './RemoveDialog';
import { addCalendar, calendarsQuery, useRefresh, type CalendarList as List } from './useCalendars';
import '@/features/calendars/calendars.css';

type BodyProps = { program: string; list: List; mayEdit: boolean };

function Body({ program, list, mayEdit }: BodyProps) {
  const { params, set } = useAddress();
  const [removing, setRemoving] = useState(false);
  const refresh = useRefresh(program);
  const header = useQuery(headerQuery(program));
  const row =
    list.calendars.find(({ id }) => id === params.get('calendar')) ??
    list.calendars.find((each) => each.default) ??
    list.calendars[0];
  const year = yearOf(params.get('year'), list);
  const add = useMutation({
    mutationFn: (fields: { title: string; copy_of?: string }) => addCalendar(program, fields),
    onSuccess: async (written) => {
      await refresh(written.announcement);
      set('calendar', written.id);
    },
  });
  const { mutate } = add;
  const copied = row && { title: t('calendars.copyOf', { name: row.title }), copy_of: row.id };
  useVerbs(
    useMemo<Verb[]>(
      () =>
        !mayEdit
          ? []
          : [
              {
                id: 'calendars.add',
                title: t('calendars.verb.add'),
                group: 'do',
                shortcut: 'N',
                run: () => mutate({ title: t('calendars.new') }),
              },
              ...(row === undefined
                ? []
                : [
                    {
                      id: 'calendars.copy',
                      title: t('calendars.verb.copy', { name: row.title }),
                      group: 'do' as const,
                      run: () =>
                        mutate({ title: t('calendars.copyOf', { name: row.title }), copy_of: row.id }),
                    },
                    {
                      id: 'calendars.remove',
                      title: t('calendars.verb.remove', { name: row.title }),
                      group: 'do' as const,
                      run: () => setRemoving(true),
                    },
                  ]),
            ],
      [mayEdit, mutate, row],
    ),
  );
  return (
    <>
      <div className="title">
        <div>
          <h1>{t('calendars.title')}</h1>
          <p>{mayEdit ? t('calendars.lead') : t('calendars.readOnly')}</p>
        </div>
        {mayEdit && (
          <div className="acts">
            {row && (
              <>
                <Button icon="trash" onClick={() => setRemoving(true)}>
                  {t('calendars.remove')}
                </Button>
                <Button icon="copy" onClick={() => copied && mutate(copied)}>
                  {t('calendars.copy')}
                </Button>
              </>
            )}
            <Button
              primary
              icon="plus"
              title={`${t('calendars.add')} (N)`}
              onClick={() => mutate({ title: t('calendars.new') })}
            >
              {t('calendars.add')}
            </Button>
          </div>
        )}
      </div>
      <FormError error={add.error} />
      <div className="cal-grid">
        <CalendarList
          calendars={list.calendars}
          selected={row?.id ?? ''}
          onSelect={(id) => set('calendar', id)}
        />
        {row && (
          <section className="card cal-one" aria-labelledby="cal-one">
            <header>
              <h2 id="cal-one">{row.title}</h2>
              {row.default && <span className="tag">{t('calendars.default')}</span>}
            </header>
            <CalendarForm
              key={row.id}
              program={program}
              list={list}
              row={row}
              year={year}
              mayEdit={mayEdit}
              onYear={(to) => set('year', String(to))}
            />
          </section>
        )}
      </div>
      <Loaded query={header}>
        {(head) => <CrewCard program={program} header={head} list={list} mayEdit={mayEdit} />}
      </Loaded>
      {removing && row && (
        <RemoveDialog
          program={program}
          row={row}
          others={list.calendars.filter(({ id }) => id !== row.id)}
          onClose={() => setRemoving(false)}
          onGone={() => {
            setRemoving(false);
            set('calendar', null);
          }}
        />
      )}
    </>
  );
}

/** The year of the address, else this one where the plan has it, else the plan's first. */
function yearOf(text: string | null, list: List): number {
  const asked = Number(text);
  if (Number.isInteger(asked) && asked >= 1901 && asked <= 2099) return asked;
  const now = new Date().getFullYear();
  return Math.min(list.last, Math.max(list.first, now));
}

export default function CalendarsPage() {
  const { program = '' } = useParams();
  const { glance, mayEdit } = useRole(program);
  const query = useQuery(calendarsQuery(program));
  return (
    <div className="page calendars">
      <title>{`${t('calendars.title')} · ${t('app.name')}`}</title>
      <Loaded query={query} beside={glance}>
        {(list) => <Body program={program} list={list} mayEdit={mayEdit} />}
      </Loaded>
    </div>
  );
}
