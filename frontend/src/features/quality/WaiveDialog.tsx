import { Modal } from '@mantine/core';
import { useSay } from '@/components/feedback/Notices';
import { ReasonUntil, type Accepted } from '@/components/forms/ReasonUntil';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { useWaive, type Fault } from './useWaivers';

const QUARTER = 91;

function afterToday(days: number): string {
  const today = new Date();
  const date = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() + days));
  return date.toISOString().slice(0, 10);
}

/** A finding to set apart; `before` is the reason of a waiver that is renewed. */
export type Wish = { fault: Fault; title: string; before?: string };

type Props = { program: string; wish: Wish; onClose: () => void };

export function WaiveDialog({ program, wish, onClose }: Props) {
  const say = useSay();
  const waive = useWaive(program);
  const accept = (accepted: Accepted) =>
    waive.mutate(
      { fault: wish.fault, accepted },
      {
        onSuccess: () => {
          say(t('quality.waivedSaid', { day: day(accepted.until) }));
          onClose();
        },
      },
    );
  return (
    <Modal opened onClose={onClose} title={t('quality.waiveTitle')} size={520} closeOnClickOutside={false}>
      <ReasonUntil
        hint={t('quality.waiveHint')}
        initial={{ reason: wish.before ?? '', until: afterToday(QUARTER) }}
        verb={t('quality.waive')}
        busy={waive.isPending ? t('quality.waiveBusy') : null}
        error={waive.error}
        onAccept={accept}
        onCancel={onClose}
      >
        <p className="b">{wish.title}</p>
        <p className="sec">{t('quality.waiveLead')}</p>
      </ReasonUntil>
    </Modal>
  );
}
