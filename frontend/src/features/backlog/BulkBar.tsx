import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { Backlog } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { readCell } from '@/lib/backlog/cells';
import type { Cell } from '@/lib/backlog/cells';
import { t } from '@/lib/messages/t';
import { errorWords, inputsOf, short, shown } from './words';

type Props = {
  backlog: Backlog;
  count: number;
  busy: boolean;
  onApply: (field: string, value: Cell) => void;
  onClear: () => void;
};

/** One value for all that are selected, as one step that can be undone. */
export function BulkBar({ backlog, count, busy, onApply, onClear }: Props) {
  const inputs = inputsOf(backlog);
  const [chosen, setChosen] = useState('');
  const [text, setText] = useState('');
  const field = inputs.find(({ id }) => id === chosen) ?? inputs[0];
  if (field === undefined) return null;
  const read = readCell(field, text);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if ('value' in read && !busy) onApply(field.id, read.value);
  };
  return (
    <form className="q-bulk" aria-label={t('backlog.bulk.chosen', { count })} onSubmit={submit}>
      <b>{t('backlog.bulk.chosen', { count })}</b>
      <ChoiceField
        label={t('backlog.bulk.field')}
        hideLabel
        value={field.id}
        onValue={(id) => {
          setChosen(id);
          setText('');
        }}
        options={inputs.map((each) => ({ value: each.id, label: short(each) }))}
      />
      {field.kind === 'choice' ? (
        <ChoiceField
          label={t('backlog.bulk.value')}
          hideLabel
          value={text}
          onValue={setText}
          options={[
            { value: '', label: '–' },
            ...(field.choices ?? []).map((value) => ({ value, label: shown(field, value) })),
          ]}
        />
      ) : (
        <TextField
          label={t('backlog.bulk.value')}
          hideLabel
          type={field.kind === 'date' ? 'date' : 'text'}
          placeholder={t('backlog.bulk.value')}
          value={text}
          error={'error' in read ? errorWords(read.error) : null}
          onValue={setText}
          maxLength={60}
        />
      )}
      <Button small primary type="submit" disabled={'error' in read} busy={busy ? t('backlog.busy') : null}>
        {t('backlog.bulk.set')}
      </Button>
      <Button small ghost onClick={onClear}>
        {t('backlog.bulk.clear')}
      </Button>
    </form>
  );
}
