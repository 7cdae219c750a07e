import { Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { del, path } from '@/api/client';
import { keys } from '@/api/queries';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';

type Props = { program: string; title: string };

/** Deleting a program asks for its name: it cannot be undone. */
export function DangerCard({ program, title }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => del(path('programs', program)),
    onSuccess: async () => {
      await navigate('/');
      client.removeQueries({ queryKey: keys.program(program) });
      await client.invalidateQueries({ queryKey: keys.programs });
    },
  });
  return (
    <section className="card">
      <header>
        <h2>{t('settings.danger')}</h2>
      </header>
      <div className="card-pad danger-row">
        <p className="sec">{t('settings.dangerLead')}</p>
        <Button danger icon="trash" onClick={() => setAsking(true)}>
          {t('settings.delete')}
        </Button>
      </div>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('settings.delete')}
        size={460}
        centered
      >
        <div className="form">
          <TextField
            label={t('settings.deleteAsk', { title })}
            value={typed}
            onValue={setTyped}
            data-autofocus
          />
          <FormError error={remove.error} />
          <div className="form-acts">
            <Button onClick={() => setAsking(false)}>{t('action.cancel')}</Button>
            <Button
              danger
              disabled={typed.trim() !== title || remove.isPending}
              busy={remove.isPending ? t('settings.deleteBusy') : null}
              onClick={() => remove.mutate()}
            >
              {t('settings.delete')}
            </Button>
          </div>
        </div>
      </Modal>
    </section>
  );
}
