import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { Warning } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import { useSay } from '@/components/feedback/Notices';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { DateField, TextArea } from '@/components/forms/fields';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { useMute } from './useMute';

const FORTNIGHT = 14;

/** The day so many days after another. */
export function daysAfter(today: Date, days: number): string {
  const date = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() + days));
  return date.toISOString().slice(0, 10);
}

type Props = { program: string; warning: Warning; onClose: () => void };

/** A reason and a day: nobody mutes in silence, and nothing is muted for ever. */
export function MuteDialog({ program, warning, onClose }: Props) {
  const say = useSay();
  const mute = useMute(program, warning.id);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(() => daysAfter(new Date(), FORTNIGHT));
  const [tried, setTried] = useState(false);
  const wrong =
    until === ''
      ? t('warnings.untilMissing')
      : until < daysAfter(new Date(), 0)
        ? t('warnings.untilPast')
        : null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || wrong !== null) return;
    mute.mutate(
      { reason: reason.trim(), until },
      {
        onSuccess: () => {
          say(t('warnings.mutedSaid', { day: day(until) }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('warnings.muteTitle')}
      size={520}
      closeOnClickOutside={reason === ''}
    >
      <form className="form" onSubmit={submit} noValidate>
        <p className="b">
          <RichText text={warning.text} />
        </p>
        <p className="sec">{t('warnings.muteLead')}</p>
        <TextArea
          label={t('warnings.reason')}
          hint={t('warnings.reasonHint')}
          value={reason}
          onValue={setReason}
          maxLength={1000}
          required
          error={tried && reason.trim() === '' ? t('warnings.reasonMissing') : null}
          data-autofocus
        />
        <DateField
          label={t('warnings.until')}
          value={until}
          onValue={setUntil}
          required
          error={tried ? wrong : null}
        />
        <FormError error={mute.error} />
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button primary type="submit" busy={mute.isPending ? t('warnings.muteBusy') : null}>
            {t('warnings.muteDo')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
