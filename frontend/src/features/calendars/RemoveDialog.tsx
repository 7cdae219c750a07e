import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { usesOf } from './CalendarList';
import { removeCalendar, useRefresh, type CalendarRow } from './useCalendars';

type Props = {
  program: string;
  row: CalendarRow;
  others: readonly CalendarRow[];
  onClose: () => void;
  onGone: () => void;
};

/** A calendar goes: who works on it, and which calendar takes over. */
export function RemoveDialog({ program, row, others, onClose, onGone }: Props) {
  const [to, setTo] = useState('');
  const [tried, setTried] = useState(false);
  const refresh = useRefresh(program);
  const used = row.uses.length > 0;
  const remove = useMutation({
    mutationFn: () => removeCalendar(program, row.id, row.version, to === '' ? null : to),
    onSuccess: async (written) => {
      onGone();
      await refresh(written.announcement);
    },
  });
  const submit = () => {
    setTried(true);
    if (!used || to !== '') remove.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('calendars.removeOf', { name: row.title })} size={480}>
      <div className="form">
        {!used && <p>{t('calendars.unused')}</p>}
        {used && (
          <>
            <p>
              <b>{t('calendars.usedBy')}</b>{' '}
              {[...(row.default ? [t('calendars.use.program')] : []), ...usesOf(row.uses)].join(', ')}
            </p>
            {others.length === 0 ? (
              <p className="sec">{t('calendars.last1')}</p>
            ) : (
              <ChoiceField
                label={t('calendars.takesOver')}
                value={to}
                onValue={setTo}
                error={tried && to === '' ? t('calendars.needTakesOver') : null}
                options={[
                  { value: '', label: t('calendars.choose') },
                  ...others.map(({ id, title }) => ({ value: id, label: title })),
                ]}
              />
            )}
          </>
        )}
        <FormError error={remove.error} />
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          {others.length > 0 && (
            <Button danger busy={remove.isPending ? t('calendars.removing') : null} onClick={submit}>
              {t('calendars.remove')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
