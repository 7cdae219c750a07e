import { useState } from 'react';
import { Button, IconButton } from '@/components/forms/Button';
import { ChoiceField, DateField, NumberField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { daysText, exceptionIsRight, KINDS, repeated, type Exception, type Kind } from './draft';

/** The exception that is being written: `at` is its place among the others, null for a new one. */
export type Open = { at: number | null; value: Exception };

export const blank = (first: string): Open => ({
  at: null,
  value: { first, last: '', hours: '', title: '', kind: 'holiday' },
});

type Props = {
  exceptions: readonly Exception[];
  refused: string | null;
  readOnly: boolean;
  open: Open | null;
  onOpen: (open: Open | null) => void;
  onChange: (exceptions: Exception[]) => void;
  legend?: string;
  none?: string;
  add?: string;
};

/** Days that are worked otherwise than the week says: the list, and the form of one. */
export function ExceptionFields(props: Props) {
  const { exceptions, refused, readOnly, open, onOpen, onChange } = props;
  const { legend = t('calendars.exceptions'), none = t('calendars.exceptionsNone') } = props;
  const { add = t('calendars.exceptionAdd') } = props;
  const order = exceptions.map((value, at) => ({ value, at })).toSorted((a, b) => a.value.first.localeCompare(b.value.first)); // prettier-ignore
  const take = (values: Exception[]) => {
    const others = exceptions.filter((_, at) => at !== open?.at);
    // where exceptions overlap the later in the list wins: the newest
    onChange([...others, ...values]);
    onOpen(null);
  };
  return (
    <fieldset>
      <legend>{legend}</legend>
      {exceptions.length === 0 && open === null && <p className="hint">{none}</p>}
      <ul className="cal-exceptions">
        {order.map(({ value, at }) => {
          const name = value.title || t(`calendars.kind.${value.kind}`);
          return (
            <li key={at}>
              <span className="figures">{daysText(value)}</span>
              <span>
                {value.title} <span className="dim">{t(`calendars.kind.${value.kind}`)}</span>{' '}
                {value.kind === 'working' && <span className="figures">{value.hours}</span>}
              </span>
              {!readOnly && (
                <span className="acts">
                  <IconButton
                    icon="edit"
                    label={t('calendars.exceptionChange', { name })}
                    onClick={() => onOpen({ at, value })}
                  />
                  <IconButton
                    icon="trash"
                    label={t('calendars.exceptionRemove', { name })}
                    onClick={() => onChange(exceptions.filter((_, other) => other !== at))}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {refused !== null && (
        <p className="wrong-text" role="alert">
          {refused}
        </p>
      )}
      {open !== null && (
        <ExceptionForm
          key={`${open.at} ${open.value.first}`}
          open={open}
          onTake={take}
          onClose={() => onOpen(null)}
        />
      )}
      {!readOnly && open === null && (
        <Button small icon="plus" onClick={() => onOpen(blank(''))}>
          {add}
        </Button>
      )}
    </fieldset>
  );
}

type FormProps = { open: Open; onTake: (values: Exception[]) => void; onClose: () => void };

function ExceptionForm({ open, onTake, onClose }: FormProps) {
  const [value, setValue] = useState(open.value);
  const [until, setUntil] = useState('');
  const [tried, setTried] = useState(false);
  const set = (part: Partial<Exception>) => setValue((now) => ({ ...now, ...part }));
  const wrong = !exceptionIsRight(value);
  const take = () => {
    setTried(true);
    if (wrong) return;
    const last = Number(until);
    const repeats = last > Number(value.first.slice(0, 4)) && last < 2100;
    onTake(repeats ? repeated(value, last) : [value]);
  };
  return (
    <div className="cal-exception" role="group" aria-label={t('calendars.exceptionAdd')}>
      <div className="field-row">
        <DateField label={t('calendars.first')} value={value.first} onValue={(first) => set({ first })} />
        <DateField label={t('calendars.last')} value={value.last} onValue={(last) => set({ last })} />
      </div>
      <div className="field-row">
        <ChoiceField
          label={t('calendars.kind')}
          value={value.kind}
          onValue={(kind) => set({ kind: kind as Kind })}
          options={KINDS.map((kind) => ({ value: kind, label: t(`calendars.kind.${kind}`) }))}
        />
        {value.kind === 'working' && (
          <TextField
            label={t('calendars.hours')}
            value={value.hours}
            placeholder="09:00–13:00"
            onValue={(hours) => set({ hours })}
          />
        )}
        <TextField
          label={t('calendars.exceptionTitle')}
          value={value.title}
          onValue={(title) => set({ title })}
        />
        {open.at === null && (
          <NumberField
            label={t('calendars.repeat')}
            hint={t('calendars.repeatHint')}
            value={until}
            inputMode="numeric"
            maxLength={4}
            onValue={setUntil}
          />
        )}
      </div>
      {tried && wrong && (
        <p className="wrong-text" role="alert">
          {t('calendars.exceptionWrong')}
        </p>
      )}
      <div className="form-acts">
        <Button small onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button small icon="check" onClick={take}>
          {t('calendars.exceptionDo')}
        </Button>
      </div>
    </div>
  );
}
