import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { patch, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { Overview } from '@/api/types';
import { useSay } from '@/components/feedback/Notices';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { DateField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';

/** Name, summary, kind and status date. */
export function ProgramCard({ program }: { program: Overview['program'] }) {
  const client = useQueryClient();
  const say = useSay();
  const [title, setTitle] = useState(program.title);
  const [summary, setSummary] = useState(program.summary);
  const [kind, setKind] = useState(program.kind);
  const [statusDate, setStatusDate] = useState(program.status_date ?? '');
  const save = useMutation({
    mutationFn: () =>
      patch(path('programs', program.id), {
        version: program.version,
        title: title.trim(),
        summary: summary.trim(),
        kind: kind.trim(),
        ...(statusDate ? { status_date: statusDate } : {}),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.program(program.id) });
      await client.invalidateQueries({ queryKey: keys.programs });
      say(t('settings.saved'));
    },
  });
  const missing = title.trim() === '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!missing) save.mutate();
  };
  return (
    <section className="card">
      <header>
        <h2>{t('settings.program')}</h2>
      </header>
      <form className="form card-pad" onSubmit={submit} noValidate>
        <div className="field-row">
          <TextField
            label={t('settings.name')}
            value={title}
            onValue={setTitle}
            error={missing ? t('programs.form.needTitle') : null}
          />
          <TextField label={t('settings.kind')} value={kind} onValue={setKind} />
        </div>
        <div className="field-row">
          <TextField label={t('settings.summary')} value={summary} onValue={setSummary} />
          <DateField label={t('settings.statusDate')} value={statusDate} onValue={setStatusDate} />
        </div>
        <FormError error={save.error} />
        <div className="form-acts">
          <Button primary type="submit" busy={save.isPending ? t('settings.busy') : null}>
            {t('settings.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
