import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '@/components/forms/Button';
import { longDay } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { DAYS, type Shift } from './shifts';
import type { YearDay } from './useCalendars';
import { dayAt, dayWords, monthOf, moved, type Look } from './year';

const LOOKS: Look[] = ['work', 'off', 'holiday', 'time_off', 'freeze', 'working'];
const MONTHS = Array.from({ length: 12 }, (_, month) => month);

const monthName = (year: number, month: number): string =>
  longDay(`${year}-${String(month + 1).padStart(2, '0')}-01`).replace(/^\d+\s/, '');

type Props = {
  year: number;
  week: readonly (readonly Shift[])[];
  days: readonly YearDay[];
  workingDays: number | null;
  onYear: (year: number) => void;
  /** Null where nothing may be changed. */
  onPick: ((date: string) => void) | null;
};

/** Twelve months; each day says how it is worked. One stop of the Tab key, then arrows. */
export function YearView({ year, week, days, workingDays, onYear, onPick }: Props) {
  const notes = useMemo(() => new Map(days.map((each) => [each.date, each])), [days]);
  const [at, setAt] = useState(`${year}-01-01`);
  const box = useRef<HTMLDivElement>(null);
  const focus = at.startsWith(String(year)) ? at : `${year}-01-01`;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(focus, event.key);
    if (next === null || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    setAt(next);
    box.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
  };
  return (
    <section className="cal-year" aria-labelledby="cal-year">
      <header>
        <h3 id="cal-year">{t('calendars.year', { year: String(year) })}</h3>
        {workingDays !== null && (
          <span className="dim small figures">{t('calendars.workingDays', { count: workingDays })}</span>
        )}
        <span className="sp" />
        <IconButton icon="left" label={t('calendars.yearBefore')} onClick={() => onYear(year - 1)} />
        <IconButton icon="right" label={t('calendars.yearAfter')} onClick={() => onYear(year + 1)} />
      </header>
      <p className="sr" id="cal-year-hint">
        {t('calendars.yearHint')}
      </p>
      <div ref={box} className="cal-months" role="group" aria-describedby="cal-year-hint">
        {MONTHS.map((month) => (
          <Month key={month} {...{ year, month, week, notes, focus, onPick, onKeyDown, onFocus: setAt }} />
        ))}
      </div>
      <Legend />
    </section>
  );
}

type MonthProps = {
  year: number;
  month: number;
  week: Props['week'];
  notes: ReadonlyMap<string, YearDay>;
  focus: string;
  onFocus: (date: string) => void;
  onPick: Props['onPick'];
  onKeyDown: (event: KeyboardEvent) => void;
};

function Month({ year, month, week, notes, focus, onFocus, onPick, onKeyDown }: MonthProps) {
  const { before, dates } = monthOf(year, month);
  return (
    <div className="cal-month" role="group" aria-label={`${monthName(year, month)} ${year}`}>
      <b aria-hidden="true">{monthName(year, month)}</b>
      <div className="cal-days">
        {DAYS.map((day) => (
          <i key={day} aria-hidden="true">
            {t(`calendars.letter.${day}`)}
          </i>
        ))}
        {dates.map((date, place) => {
          const shown = dayAt(date, week, notes);
          const words = dayWords(shown, week);
          return (
            <button
              key={date}
              type="button"
              className={`cal-day ${shown.look}`}
              style={place === 0 ? { gridColumnStart: before + 1 } : undefined}
              data-date={date}
              tabIndex={date === focus ? 0 : -1}
              aria-label={words}
              title={words}
              aria-disabled={onPick === null || undefined}
              onKeyDown={onKeyDown}
              onFocus={() => onFocus(date)}
              onClick={() => onPick?.(date)}
            >
              {Number(date.slice(8))}
            </button>
          );
        })}
      </div>
    </div>
  );
}

function Legend() {
  return (
    <ul className="cal-legend">
      {LOOKS.map((look) => (
        <li key={look}>
          <i className={`cal-day ${look}`} aria-hidden="true">
            9
          </i>
          {t(`calendars.look.${look}`)}
        </li>
      ))}
    </ul>
  );
}
