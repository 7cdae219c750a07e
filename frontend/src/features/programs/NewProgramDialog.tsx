import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { DateField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { useCreateProgram } from './useCreate';

type Props = { opened: boolean; onClose: () => void };

const zones = Intl.supportedValuesOf('timeZone');
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

function Form({ onClose }: { onClose: () => void }) {
  const create = useCreateProgram();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState('');
  const [start, setStart] = useState('');
  const [target, setTarget] = useState('');
  const [zone, setZone] = useState(here);
  const [tried, setTried] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.trim() === '') return;
    create.mutate({
      title: title.trim(),
      zone,
      ...(kind ? { kind } : {}),
      ...(start ? { start } : {}),
      ...(target ? { target } : {}),
    });
  };
  const missing = tried && title.trim() === '' ? t('programs.form.needTitle') : null;
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField
        label={t('programs.form.title')}
        hint={t('programs.form.titleHint')}
        value={title}
        onValue={setTitle}
        error={missing}
        required
        data-autofocus
      />
      <div className="field-row">
        <DateField label={t('programs.form.start')} value={start} onValue={setStart} />
        <DateField label={t('programs.form.target')} value={target} onValue={setTarget} />
      </div>
      <div className="field-row">
        <TextField label={t('programs.form.kind')} value={kind} onValue={setKind} />
        <TextField label={t('programs.form.zone')} value={zone} onValue={setZone} list={zones} />
      </div>
      <FormError error={create.error} />
      <div className="form-acts">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button primary type="submit" busy={create.isPending ? t('programs.form.busy') : null}>
          {t('programs.form.create')}
        </Button>
      </div>
    </form>
  );
}

export function NewProgramDialog({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={t('programs.new')} size={520} centered>
      <Form onClose={onClose} />
    </Modal>
  );
}
