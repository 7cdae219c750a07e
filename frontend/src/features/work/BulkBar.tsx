import { useState } from 'react';
import type { ItemTable } from '@/api/types';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { serviceClasses } from '@/lib/board/cards';
import { t } from '@/lib/messages/t';

type Props = {
  table: ItemTable;
  count: number;
  busy: boolean;
  error: Error | null;
  onApply: (fields: Record<string, unknown>) => void;
  onRemove: () => void;
  onClear: () => void;
};

const LEAVE = '\u0000';

/** The same change for all that are selected, as one step that can be undone. */
export function BulkBar({ table, count, busy, error, onApply, onRemove, onClear }: Props) {
  const [status, setStatus] = useState(LEAVE);
  const [stream, setStream] = useState(LEAVE);
  const [serviceClass, setServiceClass] = useState(LEAVE);
  const [assignee, setAssignee] = useState('');
  const fields = {
    ...(status === LEAVE ? {} : { status }),
    ...(stream === LEAVE ? {} : { workstream: stream || null }),
    ...(serviceClass === LEAVE ? {} : { service_class: serviceClass }),
    ...(assignee.trim() === '' ? {} : { assignee: assignee.trim() }),
  };
  const leave = (field: string) => ({ value: LEAVE, label: `${field}: ${t('work.unchanged')}` });
  const set = (field: string) => t('work.set', { field });
  const [ofState, ofStream, ofClass] = [t('work.col.status'), t('work.col.workstream'), t('board.class')];
  return (
    <section className="w-bulk" aria-label={t('work.chosen', { count })}>
      <b>{t('work.chosen', { count })}</b>
      <ChoiceField
        label={set(ofState)}
        hideLabel
        value={status}
        onValue={setStatus}
        options={[leave(ofState), ...Object.keys(table.states).map((value) => ({ value, label: value }))]}
      />
      <TextField
        label={set(t('work.col.assignee'))}
        hideLabel
        placeholder={t('work.col.assignee')}
        value={assignee}
        onValue={setAssignee}
      />
      <ChoiceField
        label={set(ofStream)}
        hideLabel
        value={stream}
        onValue={setStream}
        options={[
          leave(ofStream),
          { value: '', label: t('work.nothing') },
          ...table.workstreams.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <ChoiceField
        label={set(ofClass)}
        hideLabel
        value={serviceClass}
        onValue={setServiceClass}
        options={[
          leave(ofClass),
          ...serviceClasses.map((value) => ({ value, label: t(`board.class.${value}`) })),
        ]}
      />
      <Button
        small
        primary
        disabled={Object.keys(fields).length === 0}
        busy={busy ? t('work.busy') : null}
        onClick={() => onApply(fields)}
      >
        {t('work.apply')}
      </Button>
      <Button small danger onClick={onRemove}>
        {t('work.remove')}
      </Button>
      <Button small ghost onClick={onClear}>
        {t('work.clear')}
      </Button>
      <FormError error={error} />
    </section>
  );
}
