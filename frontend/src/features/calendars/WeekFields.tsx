import { Button } from '@/components/forms/Button';
import { Segmented } from '@/components/forms/Segmented';
import { t } from '@/lib/messages/t';
import type { Draft, Wrong } from './draft';
import { DAYS, linesOf, minutesOf, shiftsOf, weekOf, type Shift } from './shifts';
import { ownZone, wallTime } from './zones';

type Props = {
  draft: Draft;
  wrong: Wrong;
  /** The week and zone that it inherits or has. */
  works: readonly (readonly Shift[])[];
  zone: string;
  refused: string | null;
  readOnly: boolean;
  onChange: (part: Partial<Pick<Draft, 'inherits' | 'lines'>>) => void;
};

/** The working week: seven lines of shifts, and what they are on the reader's own clock. */
export function WeekFields({ draft, wrong, works, zone, refused, readOnly, onChange }: Props) {
  const lines = draft.inherits ? linesOf(works) : draft.lines;
  const week = draft.inherits ? works : weekOf(draft.lines).week;
  const error = wrong.idle ? t('calendars.noWork') : refused;
  const copyDown = () =>
    onChange({ lines: draft.lines.map((line, day) => (day > 0 && day < 5 ? (draft.lines[0] ?? '') : line)) });
  return (
    <fieldset className="cal-week" aria-describedby="cal-week-hint">
      <legend>{t('calendars.week')}</legend>
      <div className="cal-week-head">
        {!readOnly && (
          <Segmented
            label={t('calendars.week')}
            value={draft.inherits ? 'inherit' : 'own'}
            options={[
              { value: 'own', label: t('calendars.own') },
              { value: 'inherit', label: t('calendars.inherit') },
            ]}
            onValue={(value) =>
              onChange(value === 'inherit' ? { inherits: true } : { inherits: false, lines })
            }
          />
        )}
        <span className="dim small figures">
          {t('calendars.perWeek', { hours: Math.round(minutesOf(week) / 6) / 10 })}
        </span>
        <span className="sp" />
        {!readOnly && !draft.inherits && (
          <Button small ghost icon="down" onClick={copyDown}>
            {t('calendars.copyDown')}
          </Button>
        )}
      </div>
      <p className="hint" id="cal-week-hint">
        {t('calendars.weekHint')}
      </p>
      {DAYS.map((day) => (
        <DayLine
          key={day}
          day={day}
          line={lines[day] ?? ''}
          zone={zone}
          wrong={wrong.days.includes(day)}
          readOnly={readOnly || draft.inherits}
          onLine={(line) => onChange({ lines: draft.lines.map((now, at) => (at === day ? line : now)) })}
        />
      ))}
      {error !== null && (
        <p className="wrong-text" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

type LineProps = {
  day: (typeof DAYS)[number];
  line: string;
  zone: string;
  wrong: boolean;
  readOnly: boolean;
  onLine: (line: string) => void;
};

function DayLine({ day, line, zone, wrong, readOnly, onLine }: LineProps) {
  const name = t(`calendars.day.${day}`);
  const yours = yoursOf(line, zone);
  return (
    <div className={`cal-line ${wrong ? 'field wrong' : ''}`}>
      <label htmlFor={`cal-day-${day}`}>{name}</label>
      <input
        id={`cal-day-${day}`}
        className="input"
        autoComplete="off"
        spellCheck={false}
        value={line}
        readOnly={readOnly}
        placeholder={t('calendars.dayOff')}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `cal-day-${day}-wrong` : yours ? `cal-day-${day}-yours` : undefined}
        onChange={(event) => onLine(event.target.value)}
      />
      {wrong ? (
        <span className="wrong-text" id={`cal-day-${day}-wrong`} role="alert">
          {t('calendars.dayWrong')}
        </span>
      ) : (
        yours !== '' && (
          <span className="dim small" id={`cal-day-${day}-yours`}>
            {yours}
          </span>
        )
      )}
    </div>
  );
}

/** The shifts on the reader's clock, where that is another zone. */
function yoursOf(line: string, zone: string): string {
  const own = ownZone();
  const shifts = shiftsOf(line);
  if (own === zone || shifts === null || shifts.length === 0) return '';
  const now = new Date();
  const times = shifts.map(({ start, finish }) => {
    const from = wallTime(start, zone, own, now);
    const to = wallTime(finish < start ? finish + 1440 : finish, zone, own, now);
    return from === null || to === null ? null : `${from}–${to}`;
  });
  return times.includes(null) ? '' : t('calendars.yours', { times: times.join(', ') });
}
