import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { NewActivity } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { FormError } from '@/components/feedback/States';
import { ChoiceField, TextField } from '@/components/forms/fields';
import type { PlanModel } from '@/lib/plan/data/model';
import { parseDuration, parseEstimate, estimateText } from '@/lib/plan/words/durations';
import { t } from '@/lib/messages/t';

type Kind = NewActivity['kind'];
type Props = {
  model: PlanModel;
  after: number;
  onAdd: (activity: NewActivity) => Promise<void>;
  onClose: () => void;
};

/** A new activity or milestone below the selected row. */
export function AddDialog({ model, after, onAdd, onClose }: Props) {
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<Kind>('task');
  const [stream, setStream] = useState(
    model.columns.workstreams[model.columns.activities.workstream[after] ?? -1]?.id ?? '',
  );
  const [duration, setDuration] = useState('');
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const amount = amountOf(duration, model.columns.hours_per_day);
  const save = () => {
    setBusy(true);
    onAdd({
      title: title.trim(),
      kind,
      workstream: stream === '' ? null : stream,
      ...place(model, after, stream),
      ...(kind === 'task' ? amount : {}),
    })
      .then(onClose)
      .catch((reason: unknown) => {
        setError(reason instanceof Error ? reason : new Error(String(reason)));
        setBusy(false);
      });
  };
  const kinds: Kind[] = ['task', 'milestone', 'summary', 'level_of_effort'];
  return (
    <Modal opened onClose={onClose} title={t('plan.add.title')} size={440} transitionProps={{ duration: 0 }}>
      <form
        className="pl-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim() !== '' && amount !== null) save();
        }}
      >
        <TextField
          label={t('plan.add.name')}
          required
          value={title}
          onValue={setTitle}
          data-autofocus
          maxLength={200}
        />
        <ChoiceField
          label={t('plan.add.kind')}
          value={kind}
          onValue={(value) => setKind(kinds.find((one) => one === value) ?? 'task')}
          options={kinds.map((one) => ({ value: one, label: t(`plan.add.${one}`) }))}
        />
        <ChoiceField
          label={t('plan.add.workstream')}
          value={stream}
          onValue={setStream}
          options={[
            { value: '', label: t('plan.add.noWorkstream') },
            ...model.columns.workstreams.map((one) => ({ value: one.id, label: one.title })),
          ]}
        />
        {kind === 'task' && (
          <TextField
            label={t('plan.add.duration')}
            hint={t('plan.add.durationHint')}
            error={amount === null ? t('plan.edit.badDuration') : null}
            value={duration}
            onValue={setDuration}
            placeholder="5d"
          />
        )}
        <FormError error={error} />
        <footer>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            primary
            type="submit"
            busy={busy ? t('plan.saving') : null}
            disabled={busy || title.trim() === '' || amount === null}
          >
            {t('action.add')}
          </Button>
        </footer>
      </form>
    </Modal>
  );
}

/** The duration or estimate that was typed; nothing typed is nothing sent; null if it cannot be read. */
function amountOf(text: string, hours: number): Pick<NewActivity, 'duration' | 'estimate'> | null {
  if (text.trim() === '') return {};
  if (text.includes('/')) {
    const estimate = parseEstimate(text, hours);
    return estimate === null ? null : { estimate: estimateText(estimate) };
  }
  const span = parseDuration(text, hours);
  return span === null ? null : { duration: span.text };
}

/** Below the selected row, and under the same summary, when it is of the same workstream. */
function place(model: PlanModel, after: number, stream: string): Pick<NewActivity, 'after_row' | 'parent'> {
  const rows = model.columns.activities;
  const own = model.columns.workstreams[rows.workstream[after] ?? -1]?.id ?? '';
  const kind = rows.kind[after];
  if (after < 0 || own !== stream || kind === 'program' || kind === 'workstream') return {};
  const parent = model.tree.parent[after] ?? -1;
  const under = rows.kind[parent] === 'summary' ? { parent: rows.id[parent] } : {};
  return { after_row: rows.id[after], ...under };
}
