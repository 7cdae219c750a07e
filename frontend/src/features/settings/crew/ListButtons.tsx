import { Modal } from '@mantine/core';
import type { ProgramHeader } from '@/api/types';
import { FormError } from '@/components/feedback/States';
import { Button, IconButton } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { useHeadChange } from '@/features/settings/useHeadChange';
import { swapped } from './order';

type Props = { header: ProgramHeader; place: number };

/** Moves a workstream one place up or down. */
export function MoveButtons({ header, place }: Props) {
  const change = useHeadChange(header);
  const streams = header.workstreams;
  const name = streams[place]?.title ?? '';
  const move = (by: number) =>
    change.mutate(({ workstreams }) => {
      const at = workstreams.findIndex(({ id }) => id === streams[place]?.id);
      return { workstreams: swapped(workstreams, at, at + by) };
    });
  return (
    <>
      <IconButton
        icon="up"
        label={t('crew.up', { name })}
        disabled={place === 0 || change.isPending}
        onClick={() => move(-1)}
      />
      <IconButton
        icon="down"
        label={t('crew.down', { name })}
        disabled={place === streams.length - 1 || change.isPending}
        onClick={() => move(1)}
      />
    </>
  );
}

type RemoveProps = { header: ProgramHeader; record: { id: string; name: string }; onClose: () => void };

export function RemoveCadence({ header, record, onClose }: RemoveProps) {
  const change = useHeadChange(header);
  const remove = () =>
    change.mutate(({ cadences }) => ({ cadences: cadences.filter(({ id }) => id !== record.id) }), {
      onSuccess: onClose,
    });
  return (
    <Modal opened onClose={onClose} title={t('crew.remove', { name: record.name })} size={460}>
      <div className="form">
        <FormError error={change.error} />
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button danger busy={change.isPending ? t('crew.removing') : null} onClick={remove}>
            {t('crew.removeDo')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
