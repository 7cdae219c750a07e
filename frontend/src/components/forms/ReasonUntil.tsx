import { useState } from 'react';
import type { ReactNode, SyntheticEvent } from 'react';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { DateField, TextArea } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';

export type Accepted = { reason: string; until: string };

type Props = {
  /** What is accepted, and what that means. */
  children: ReactNode;
  hint: string;
  initial: Accepted;
  verb: string;
  busy: string | null;
  error: Error | null;
  onAccept: (accepted: Accepted) => void;
  onCancel: () => void;
};

/** A form of a reason and a last day: nobody accepts in silence, and nothing is accepted for ever. */
export function ReasonUntil({ children, hint, initial, verb, busy, error, onAccept, onCancel }: Props) {
  const [{ reason, until }, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '' && until !== '') onAccept({ reason: reason.trim(), until });
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      {children}
      <TextArea
        label={t('accept.reason')}
        hint={hint}
        value={reason}
        onValue={(text) => setDraft({ reason: text, until })}
        maxLength={1000}
        required
        error={tried && reason.trim() === '' ? t('accept.needReason') : null}
        data-autofocus
      />
      <DateField
        label={t('accept.until')}
        value={until}
        onValue={(day) => setDraft({ reason, until: day })}
        required
        error={tried && until === '' ? t('accept.needUntil') : null}
      />
      <FormError error={error} />
      <div className="form-acts">
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <Button primary type="submit" busy={busy}>
          {verb}
        </Button>
      </div>
    </form>
  );
}
