import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { IconButton } from '@/components/forms/Button';
import { TextField } from '@/components/forms/fields';
import { fullDay } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { holidaysQuery, regionsQuery } from './useCalendars';

type Props = {
  holidays: readonly string[];
  first: number;
  last: number;
  refused: string | null;
  readOnly: boolean;
  onChange: (holidays: string[]) => void;
};

/** The countries and regions whose public holidays are days off, each with its days in the years of the plan. */
export function HolidayFields({ holidays, first, last, refused, readOnly, onChange }: Props) {
  const [text, setText] = useState('');
  const regions = useQuery(regionsQuery).data ?? [];
  const found = useQueries({ queries: holidays.map((region) => holidaysQuery(region, first, last)) });
  const titleOf = (id: string) => regions.find((each) => each.id === id)?.title ?? id;
  const years = first === last ? String(first) : `${first}–${last}`;
  const seek = (typed: string) => {
    const needle = typed.trim().toLowerCase();
    return regions.find(({ id, title }) => title.toLowerCase() === needle || id.toLowerCase() === needle);
  };
  const take = (typed: string, region = seek(typed)) => {
    setText(region === undefined ? typed : '');
    if (region !== undefined && !holidays.includes(region.id)) onChange([...holidays, region.id]);
  };
  const unknown = text !== '' && regions.length > 0 && !regions.some(({ title }) => holds(title, text));
  return (
    <fieldset>
      <legend>{t('calendars.holidays')}</legend>
      {holidays.length === 0 && <p className="hint">{t('calendars.holidayNone')}</p>}
      <ul className="cal-regions">
        {holidays.map((region, at) => {
          const days = found[at]?.data ?? [];
          return (
            <li key={region}>
              <details>
                <summary>
                  <b>{titleOf(region)}</b>{' '}
                  <span className="dim small">
                    {days.length > 0 && t('calendars.holidayDays', { count: days.length, years })}
                  </span>
                </summary>
                <ul className="cal-holidays">
                  {days.map((each) => (
                    <li key={each.date}>
                      <span className="figures">{fullDay(each.date)}</span> {each.title}
                    </li>
                  ))}
                </ul>
                {days.some(({ observed }) => observed) && (
                  <p className="hint">{t('calendars.observedNote')}</p>
                )}
              </details>
              {!readOnly && (
                <IconButton
                  icon="close"
                  label={t('calendars.holidayRemove', { name: titleOf(region) })}
                  onClick={() => onChange(holidays.filter((each) => each !== region))}
                />
              )}
            </li>
          );
        })}
      </ul>
      {!readOnly && (
        <TextField
          label={t('calendars.holidays')}
          hideLabel
          hint={t('calendars.holidaysHint')}
          error={refused ?? (unknown ? t('calendars.holidayUnknown', { name: text }) : null)}
          value={text}
          list={regions.map(({ title }) => title)}
          onValue={(typed) => {
            const region = seek(typed);
            // "Germany" is also how "Bavaria, Germany" ends: a name is taken at once when it cannot go on
            const goesOn = regions.some(({ title }) => title !== region?.title && title.startsWith(typed));
            if (region !== undefined && !goesOn) take(typed);
            else setText(typed);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            const only = regions.filter(({ title }) => holds(title, text));
            take(text, seek(text) ?? (only.length === 1 ? only[0] : undefined));
          }}
        />
      )}
    </fieldset>
  );
}

const holds = (title: string, text: string): boolean =>
  title.toLowerCase().includes(text.trim().toLowerCase());
