import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { SyntheticEvent } from 'react';
import { ProblemError } from '@/api/client';
import { FormConflict } from '@/components/conflict/FormConflict';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { RichText } from '@/components/facts/RichText';
import { Button } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { day } from '@/lib/format/dates';
import { workingDays } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { calendarFields, draftOf, inputOf, isRight, only, wrongIn } from './draft';
import { blank, ExceptionFields, type Open } from './ExceptionFields';
import { HolidayFields } from './HolidayFields';
import {
  changeCalendar,
  usePreview,
  useRefresh,
  type CalendarList,
  type CalendarRow,
  type Preview,
} from './useCalendars';
import { WeekFields } from './WeekFields';
import { YearView } from './YearView';
import { ownZone, zoneNames } from './zones';

type Props = {
  program: string;
  list: CalendarList;
  row: CalendarRow;
  year: number;
  mayEdit: boolean;
  onYear: (year: number) => void;
};

/** What the server says of each field, by its name; the text of a refusal that names none stays with the form. */
function refusals(error: Error | null): Record<string, string> {
  const problems = error instanceof ProblemError ? (error.details.problems ?? []) : [];
  return Object.fromEntries(
    problems.map(({ entity, message, hint }) => [entity ?? '', `${message} ${hint ?? ''}`.trim()]),
  );
}

/** One calendar: its fields, its year, and what the change would move, before it is saved. */
export function CalendarForm({ program, list, row, year, mayEdit, onYear }: Props) {
  const names = useMemo(() => new Map(list.calendars.map(({ id, title }) => [id, title])), [list]);
  const fields = calendarFields({ calendars: names });
  const form = useStaleForm(draftOf(row), row.version, fields);
  const [open, setOpen] = useState<Open | null>(null);
  const refresh = useRefresh(program);
  const { draft, change, changed } = form;
  const wrong = wrongIn(draft);
  const right = isRight(wrong);
  const preview = usePreview(program, row.id, right ? only(inputOf(draft), changed) : null, year);
  const save = useMutation({
    mutationFn: () =>
      changeCalendar(program, row.id, { version: form.version, ...only(inputOf(draft), changed) }),
    onSuccess: async (written) => {
      form.saved();
      await refresh(written.announcement);
    },
    onError: (error) => void form.refuse(error),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (right && !form.undecided && changed.length > 0) save.mutate();
  };
  const refused = refusals(preview.error ?? save.error);
  const works = preview.data?.works ?? row.works;
  const zone = preview.data?.works_in ?? row.works_in;
  const readOnly = !mayEdit;
  return (
    <form className="cal-form" onSubmit={submit} noValidate>
      <div className="cal-fields form">
        <div className="field-row">
          <TextField
            label={t('calendars.name')}
            value={draft.title}
            readOnly={readOnly}
            required
            maxLength={300}
            error={wrong.title ? t('calendars.needName') : (refused.title ?? null)}
            onValue={(title) => change('title', title)}
          />
          <ChoiceField
            label={t('calendars.base')}
            hint={t('calendars.baseHint')}
            value={draft.base}
            disabled={readOnly}
            error={refused.base ?? null}
            onValue={(base) => change('base', base)}
            options={[
              { value: '', label: t('word.none') },
              ...list.calendars
                .filter(({ id }) => id !== row.id)
                .map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
        </div>
        <ZoneField
          value={draft.zone}
          zone={zone}
          refused={wrong.zone ? t('calendars.zoneUnknown') : (refused.zone ?? null)}
          readOnly={readOnly}
          onValue={(value) => change('zone', value)}
        />
        <WeekFields
          draft={draft}
          wrong={wrong}
          works={works}
          zone={zone}
          refused={refused.week ?? null}
          readOnly={readOnly}
          onChange={(part) => {
            if (part.lines !== undefined) change('lines', part.lines);
            if (part.inherits !== undefined) change('inherits', part.inherits);
          }}
        />
        <HolidayFields
          holidays={draft.holidays}
          first={list.first}
          last={list.last}
          refused={refused.holidays ?? null}
          readOnly={readOnly}
          onChange={(holidays) => change('holidays', holidays)}
        />
        <ExceptionFields
          exceptions={draft.exceptions}
          refused={refused.exceptions ?? null}
          readOnly={readOnly}
          open={open}
          onOpen={setOpen}
          onChange={(exceptions) => change('exceptions', exceptions)}
        />
      </div>
      <div className="cal-side">
        <YearView
          year={year}
          week={works}
          days={preview.data?.days ?? []}
          workingDays={preview.data?.working_days ?? null}
          onYear={onYear}
          onPick={readOnly ? null : (date) => setOpen(blank(date))}
        />
      </div>
      {!readOnly && (
        <div className="cal-foot">
          <Impact
            changed={changed.length > 0}
            right={right && preview.error === null}
            preview={preview.data}
            waits={preview.isFetching}
          />
          <div className="cal-end">
            <FormConflict
              form={form}
              fields={fields}
              error={refused.week || refused.title ? null : save.error}
            />
            <div className="form-acts">
              <Button
                disabled={changed.length === 0}
                onClick={() => {
                  const start = draftOf(row);
                  for (const name of Object.keys(start) as (keyof typeof start)[]) change(name, start[name]);
                  setOpen(null);
                }}
              >
                {t('calendars.revert')}
              </Button>
              <Button
                primary
                type="submit"
                disabled={!right || form.undecided || changed.length === 0}
                title={form.undecided ? t('conflict.decide') : right ? undefined : t('calendars.impactNot')}
                busy={save.isPending ? t('calendars.busy') : null}
              >
                {t('calendars.save')}
              </Button>
            </div>
          </div>
        </div>
      )}
    </form>
  );
}

type ZoneProps = {
  value: string;
  zone: string;
  refused: string | null;
  readOnly: boolean;
  onValue: (value: string) => void;
};

function ZoneField({ value, zone, refused, readOnly, onValue }: ZoneProps) {
  const zones = useMemo(() => zoneNames(), []);
  const now = new Date();
  const clockIn = (at: string) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: at, hour: '2-digit', minute: '2-digit', hour12: false }).format(now); // prettier-ignore
    } catch {
      return null;
    }
  };
  const there = clockIn(value || zone);
  const here = clockIn(ownZone());
  const told =
    there === null || here === null || there === here ? '' : ` ${t('calendars.zoneNow', { there, here })}`;
  return (
    <TextField
      label={t('calendars.zone')}
      hint={t('calendars.zoneHint', { zone }) + told}
      value={value}
      list={zones}
      placeholder={zone}
      readOnly={readOnly}
      error={refused}
      onValue={onValue}
    />
  );
}

type ImpactProps = { changed: boolean; right: boolean; preview: Preview | undefined; waits: boolean };

/** What the draft would move; said once it is settled. */
function Impact({ changed, right, preview, waits }: ImpactProps) {
  const moves = preview?.moves ?? [];
  return (
    <section className="cal-impact" aria-labelledby="cal-impact">
      <h3 id="cal-impact">{t('calendars.impact')}</h3>
      <div role="status" aria-live="polite">
        {!changed && <p className="dim">{t('calendars.impactSame')}</p>}
        {changed && !right && <p className="dim">{t('calendars.impactNot')}</p>}
        {changed && right && waits && <p className="dim">{t('calendars.impactWait')}</p>}
        {changed && right && !waits && preview !== undefined && (
          <p>
            <RichText text={preview.text} />
          </p>
        )}
      </div>
      {changed && right && moves.length > 1 && (
        <details>
          <summary>{t('calendars.impactMore', { count: moves.length })}</summary>
          <ul>
            {moves.map((move) => (
              <li key={move.id}>
                {t('calendars.move', {
                  title: move.title,
                  from: day(move.from),
                  to: day(move.to),
                  days: workingDays(move.days),
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
