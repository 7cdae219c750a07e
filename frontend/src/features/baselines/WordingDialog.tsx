import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { asText } from '@/components/conflict/fields';
import type { FormField, FormFields } from '@/components/conflict/fields';
import { FormEnd } from '@/components/conflict/FormEnd';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { TextArea, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { usePropose, useRename, useTake } from './useBaselines';
import type { Baseline, Wording } from './useBaselines';

/** What the dialog is open for: a new baseline, a proposal, or the wording of one that is there. */
export type Wish = { verb: 'set'; first: boolean } | { verb: 'propose' } | { verb: 'rename'; row: Baseline };

const field = (key: keyof Wording): FormField<Wording> => ({
  label: t(`baselines.form.${key}`),
  of: (draft) => ({ [key]: draft[key] }),
  read: (theirs) => ({ [key]: asText(theirs) }),
  show: (draft) => draft[key] || t('word.none'),
});
const fields: FormFields<Wording> = { title: field('title'), reason: field('reason') };

type Props = { program: string; wish: Wish; onClose: () => void };

function Form({ program, wish, onClose }: Props) {
  const row = wish.verb === 'rename' ? wish.row : null;
  const form = useStaleForm<Wording>(
    { title: row?.title ?? '', reason: row?.reason ?? '' },
    row?.version ?? null,
    fields,
  );
  const [tried, setTried] = useState(false);
  const take = useTake(program, wish.verb === 'set' && wish.first, onClose);
  const propose = usePropose(program, onClose);
  const rename = useRename(program, onClose);
  const save = { set: take, propose, rename }[wish.verb];
  const { draft, change } = form;
  const needReason = wish.verb === 'propose' && draft.reason.trim() === '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.title.trim() === '' || needReason || form.undecided) return;
    if (row === null) (wish.verb === 'propose' ? propose : take).mutate(draft);
    else {
      const said = Object.fromEntries(form.changed.map((name) => [name, draft[name as keyof Wording]]));
      rename.mutate(
        { id: row.id, version: form.version, ...said },
        { onError: (error) => form.refuse(error) },
      );
    }
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      {wish.verb !== 'rename' && (
        <p className="sec">
          {t(wish.verb === 'set' ? 'baselines.form.setLead' : 'baselines.form.proposeLead')}
        </p>
      )}
      <TextField
        label={t('baselines.form.title')}
        value={draft.title}
        onValue={(title) => change('title', title)}
        maxLength={300}
        required
        error={tried && draft.title.trim() === '' ? t('baselines.form.needTitle') : null}
        data-autofocus
      />
      <TextArea
        label={t('baselines.form.reason')}
        hint={wish.verb === 'propose' ? t('baselines.form.why') : undefined}
        value={draft.reason}
        onValue={(reason) => change('reason', reason)}
        maxLength={10_000}
        rows={3}
        required={wish.verb === 'propose'}
        error={tried && needReason ? t('baselines.form.needReason') : null}
      />
      <FormEnd
        form={form}
        fields={fields}
        save={save}
        verb={verbOf(wish)}
        busy={t('baselines.form.busy')}
        onCancel={onClose}
      />
    </form>
  );
}

const verbOf = ({ verb }: Wish): string =>
  t(({ set: 'baselines.set', propose: 'baselines.propose', rename: 'baselines.form.save' } as const)[verb]);

export function WordingDialog(props: Props) {
  const { wish, onClose } = props;
  const title = wish.verb === 'rename' ? t('baselines.rename', { title: wish.row.title }) : verbOf(wish);
  return (
    <Modal opened onClose={onClose} title={title} size={520} closeOnClickOutside={false}>
      <Form {...props} />
    </Modal>
  );
}
