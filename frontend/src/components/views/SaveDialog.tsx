import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { SavedView as View } from '@/api/types';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';

type Input = { name: string; shared: boolean; default: boolean };
type Props = {
  /** Null for a new one. */
  view: View | null;
  mayShare: boolean;
  save: { error: Error | null; isPending: boolean };
  onSave: (input: Input) => void;
  onClose: () => void;
};

/** The name of a view, and who has it. */
export function SaveDialog({ view, mayShare, save, onSave, onClose }: Props) {
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view !== null && !view.mine);
  const [first, setFirst] = useState(view?.default ?? false);
  const [tried, setTried] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '') onSave({ name: name.trim(), shared, default: shared && first });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={view === null ? t('views.saveNew') : t('views.edit', { name: view.name })}
      size={420}
    >
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          label={t('views.name')}
          value={name}
          onValue={setName}
          required
          maxLength={100}
          data-autofocus
          error={tried && name.trim() === '' ? t('views.needName') : null}
        />
        <label className="check" title={mayShare ? undefined : t('views.mayNotShare')}>
          <input
            type="checkbox"
            checked={shared}
            disabled={!mayShare}
            onChange={(event) => setShared(event.target.checked)}
          />
          <span>
            {t('views.share')}
            {!mayShare && <span className="hint">{t('views.mayNotShare')}</span>}
          </span>
        </label>
        {shared && (
          <label className="check">
            <input type="checkbox" checked={first} onChange={(event) => setFirst(event.target.checked)} />
            <span>{t('views.makeDefault')}</span>
          </label>
        )}
        <FormError error={save.error} />
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button primary type="submit" busy={save.isPending ? t('views.saving') : null}>
            {t('views.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
