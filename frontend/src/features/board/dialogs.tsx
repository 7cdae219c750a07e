import { Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { path, put } from '@/api/client';
import { keys } from '@/api/queries';
import { asText } from '@/components/conflict/fields';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { FormError } from '@/components/feedback/States';
import { useSay } from '@/components/feedback/Notices';
import { Button } from '@/components/forms/Button';
import { TextArea } from '@/components/forms/fields';
import { hasMessage, t } from '@/lib/messages/t';
import { asksWhy } from './useBoard';
import type { MoveRequest } from './useBoard';

export type Refused = { request: MoveRequest; error: Error };

const labelOf = (field: string): string => {
  const key = `board.field.${field}`;
  return hasMessage(key) ? t(key) : field;
};

type RefusedProps = {
  refused: Refused | null;
  onRetry: (request: MoveRequest) => void;
  onClose: () => void;
};

function Why({ refused: { request, error }, onRetry, onClose }: RefusedProps & { refused: Refused }) {
  const [reason, setReason] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (reason.trim()) onRetry({ ...request, reason });
  };
  return (
    <form className="form" onSubmit={submit}>
      <p>{error.message}</p>
      <TextArea
        label={t('board.why.reason')}
        hint={t('board.why.hint')}
        value={reason}
        onValue={setReason}
        maxLength={2000}
        data-autofocus
        required
      />
      <div className="form-acts">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" primary disabled={reason.trim() === ''}>
          {t('board.why.do')}
        </Button>
      </div>
    </form>
  );
}

/** A move that the server refused for now: past a limit it asks why, after somebody else it shows both values. */
export function RefusedDialog({ refused, onRetry, onClose }: RefusedProps) {
  const why = refused !== null && asksWhy(refused.error);
  return (
    <Modal
      opened={refused !== null}
      onClose={onClose}
      title={t(why ? 'board.why.title' : 'board.conflict.title')}
      size={480}
    >
      {refused !== null &&
        (why ? (
          <Why refused={refused} onRetry={onRetry} onClose={onClose} />
        ) : (
          <VerbConflict
            error={refused.error}
            label={labelOf}
            show={(_field, value) => asText(value) || '–'}
            onMine={(version) => onRetry({ ...refused.request, version })}
            onTheirs={onClose}
          />
        ))}
    </Modal>
  );
}

/** The word that the items live here from now on. */
export function TakeOverDialog({
  program,
  opened,
  onClose,
}: {
  program: string;
  opened: boolean;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const say = useSay();
  const take = useMutation({
    mutationFn: () => put(path('programs', program, 'work-items', 'home'), { home: 'pilotage' }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.program(program) });
      say(t('board.takenOver'));
      onClose();
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title={t('board.takeOver.title')} size={480}>
      <div className="form">
        <p>{t('board.takeOver.text')}</p>
        <FormError error={take.error} />
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button primary onClick={() => take.mutate()} busy={take.isPending ? t('board.set.busy') : null}>
            {t('board.takeOver.do')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
