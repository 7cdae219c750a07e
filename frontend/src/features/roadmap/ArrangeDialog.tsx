import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { asText } from '@/components/conflict/fields';
import type { FormField, FormFields } from '@/components/conflict/fields';
import { FormEnd } from '@/components/conflict/FormEnd';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { ChoiceField, NumberField, TextArea, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { horizons } from './asked';
import { useArrange } from './useRoadmap';
import type { Decided, Fields } from './useRoadmap';

type Draft = {
  shown: 'auto' | 'yes' | 'no';
  public: boolean;
  title: string;
  order: string;
  when: string;
  reason: string;
};

const shownAs = (value: unknown): Draft['shown'] =>
  value === true ? 'yes' : value === false ? 'no' : 'auto';

const draftOf = (decided: Decided | null): Draft => ({
  shown: shownAs(decided?.entry.shown),
  public: decided?.entry.public ?? false,
  title: decided?.entry.title ?? '',
  order: asText(decided?.entry.order),
  when: decided?.entry.when ?? '',
  reason: decided?.entry.reason ?? '',
});

const inputOf = (draft: Draft): Fields => ({
  shown: draft.shown === 'auto' ? null : draft.shown === 'yes',
  public: draft.public,
  title: draft.title.trim(),
  order: draft.order.trim() === '' ? null : Number(draft.order),
  when: draft.when as Fields['when'],
  reason: draft.when === '' ? '' : draft.reason.trim(),
});

const text = (key: 'title' | 'order' | 'when' | 'reason'): FormField<Draft> => ({
  label: t(`roadmap.form.${key}`),
  of: (draft) => ({ [key]: draft[key] }),
  read: (theirs) => ({ [key]: asText(theirs) }),
  show: (draft) => draft[key] || t('word.none'),
});
const fields: FormFields<Draft> = {
  shown: {
    label: t('roadmap.form.shown'),
    of: ({ shown }) => ({ shown }),
    read: (theirs) => ({ shown: shownAs(theirs) }),
    show: ({ shown }) => t(`roadmap.form.shown.${shown}`),
  },
  public: {
    label: t('roadmap.form.public'),
    of: (draft) => ({ public: draft.public }),
    read: (theirs) => ({ public: theirs === true }),
    show: (draft) => t(draft.public ? 'roadmap.form.shown.yes' : 'roadmap.form.shown.no'),
  },
  title: text('title'),
  order: text('order'),
  when: text('when'),
  reason: text('reason'),
};

export type Subject = { activity: string; title: string; decided: Decided | null };
type Props = { program: string; subject: Subject; onClose: () => void };

function Form({ program, subject, onClose }: Props) {
  const { activity, title, decided } = subject;
  const form = useStaleForm<Draft>(draftOf(decided), decided?.version ?? null, fields);
  const [tried, setTried] = useState(false);
  const save = useArrange(program, onClose);
  const { draft, change } = form;
  const needTitle = draft.public && draft.title.trim() === '';
  const needReason = draft.when !== '' && draft.reason.trim() === '';
  const badOrder = draft.order.trim() !== '' && !/^\d{1,9}$/.test(draft.order.trim());
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (needTitle || needReason || badOrder || form.undecided) return;
    const input = inputOf(draft);
    const sent = Object.fromEntries(form.changed.map((name) => [name, input[name as keyof Fields]]));
    save.mutate(
      { activity, title, version: form.version, fields: sent },
      { onError: (error) => form.refuse(error) },
    );
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div className="field-row">
        <ChoiceField
          label={t('roadmap.form.shown')}
          value={draft.shown}
          options={(['auto', 'yes', 'no'] as const).map((value) => ({
            value,
            label: t(`roadmap.form.shown.${value}`),
          }))}
          onValue={(value) => change('shown', value as Draft['shown'])}
        />
        <ChoiceField
          label={t('roadmap.form.when')}
          value={draft.when}
          options={[
            { value: '', label: t('roadmap.form.when.auto') },
            ...horizons.map((value) => ({ value, label: t(`roadmap.horizon.${value}`) })),
          ]}
          onValue={(value) => change('when', value)}
        />
        <NumberField
          label={t('roadmap.form.order')}
          value={draft.order}
          onValue={(value) => change('order', value)}
          error={tried && badOrder ? t('roadmap.form.orderHint') : null}
        />
      </div>
      <p className="small dim">{t('roadmap.form.orderHint')}</p>
      {draft.when !== '' && (
        <TextArea
          label={t('roadmap.form.reason')}
          value={draft.reason}
          onValue={(value) => change('reason', value)}
          maxLength={2000}
          required
          error={tried && needReason ? t('roadmap.form.needReason') : null}
        />
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={draft.public}
          onChange={(event) => change('public', event.target.checked)}
        />
        <span>{t('roadmap.form.public')}</span>
      </label>
      <TextField
        label={t('roadmap.form.title')}
        hint={t('roadmap.form.titleHint')}
        value={draft.title}
        onValue={(value) => change('title', value)}
        maxLength={300}
        required={draft.public}
        error={tried && needTitle ? t('roadmap.form.needTitle') : null}
      />
      <FormEnd
        form={form}
        fields={fields}
        save={save}
        verb={t('roadmap.form.save')}
        busy={t('roadmap.form.busy')}
        onCancel={onClose}
      />
    </form>
  );
}

/** What people decide about one item. */
export function ArrangeDialog(props: Props) {
  const { subject, onClose } = props;
  const title = t('roadmap.arrange', { title: subject.title });
  return (
    <Modal opened onClose={onClose} title={title} size={560} closeOnClickOutside={false}>
      <Form {...props} />
    </Modal>
  );
}
