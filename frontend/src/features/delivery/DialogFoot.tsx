import type { ComponentProps } from 'react';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';

type Props = Pick<ComponentProps<typeof VerbConflict>, 'error' | 'show' | 'onMine' | 'onTheirs'> & {
  verb: string;
  /** What the button says while it is being done; null while it is not. */
  busy: string | null;
  disabled?: boolean;
};

/** The end of a dialog: what somebody else changed meanwhile, and the buttons. Cancel does what "theirs" does. */
export function DialogFoot({ verb, busy, disabled = false, onTheirs, ...conflict }: Props) {
  return (
    <>
      <VerbConflict {...conflict} label={(name) => name} onTheirs={onTheirs} busy={busy !== null} />
      <div className="form-acts">
        <Button onClick={onTheirs}>{t('gates.cancel')}</Button>
        <Button type="submit" primary disabled={disabled} busy={busy}>
          {verb}
        </Button>
      </div>
    </>
  );
}
