import type { ReactNode } from 'react';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import type { FormFields } from './fields';
import { FormConflict } from './FormConflict';
import type { StaleForm } from './useStaleForm';

type Props<D> = {
  form: StaleForm<D>;
  fields: FormFields<D>;
  save: { error: Error | null; isPending: boolean };
  /** What the button says, and while it saves. */
  verb: string;
  busy: string;
  onCancel?: () => void;
  /** More verbs, before the two. */
  children?: ReactNode;
};

/** The end of a form on a record that others may change: the refusal of its save, then cancel and save. */
export function FormEnd<D>({ form, fields, save, verb, busy, onCancel, children }: Props<D>) {
  return (
    <>
      <FormConflict form={form} fields={fields} error={save.error} />
      <div className="form-acts">
        {children}
        {onCancel && <Button onClick={onCancel}>{t('action.cancel')}</Button>}
        <Button
          primary
          type="submit"
          disabled={form.undecided}
          title={form.undecided ? t('conflict.decide') : undefined}
          busy={save.isPending ? busy : null}
        >
          {verb}
        </Button>
      </div>
    </>
  );
}
