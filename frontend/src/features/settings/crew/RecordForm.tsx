import type { ReactNode } from 'react';
import type { ProgramHeader } from '@/api/types';
import { FormEnd } from '@/components/conflict/FormEnd';
import type { StaleForm } from '@/components/conflict/useStaleForm';
import { TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import type { Kind } from './drafts';
import { useRecordForm } from './useRecordForm';

export type FormProps = { header: ProgramHeader; id: string | null; onClose: () => void };

type Props<R extends { id: string }, D> = FormProps & {
  kind: Kind<R, D>;
  complete: (draft: D) => boolean;
  /** Beside the name, and below it. `tried` once it was to be saved. */
  beside?: (form: StaleForm<D>) => ReactNode;
  children: (form: StaleForm<D>, tried: boolean) => ReactNode;
};

/** The form of one team or person: the name first, then what `children` makes, then the verbs. */
export function RecordForm<R extends { id: string }, D>(props: Props<R, D>) {
  const { kind, onClose, beside, children } = props;
  const { form, fields, save, submit, tried } = useRecordForm(props);
  const name = kind.nameOf(form.draft);
  const field = (
    <TextField
      label={t('crew.name')}
      value={name}
      onValue={(text) => form.change(kind.nameField, text as D[keyof D & string])}
      error={tried && name.trim() === '' ? t('crew.needName') : null}
      required
      maxLength={300}
      data-autofocus
    />
  );
  return (
    <form className="form" onSubmit={submit} noValidate>
      {beside ? (
        <div className="field-row">
          {field}
          {beside(form)}
        </div>
      ) : (
        field
      )}
      {children(form, tried)}
      <FormEnd
        form={form}
        fields={fields}
        save={save}
        verb={t('action.save')}
        busy={t('settings.busy')}
        onCancel={onClose}
      />
    </form>
  );
}
