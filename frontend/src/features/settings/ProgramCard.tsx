import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { patch, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { MilestoneRow, ProgramHeader } from '@/api/types';
import { FormConflict } from '@/components/conflict/FormConflict';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { useSay } from '@/components/feedback/Notices';
import { Button } from '@/components/forms/Button';
import { ChoiceField, DateField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { draftOf, headFields, inputOf, kindName, kinds } from './head';

type Props = { header: ProgramHeader; milestones: readonly MilestoneRow[] };

/** Name, summary, kind, owner, final milestone and status date. */
export function ProgramCard({ header, milestones }: Props) {
  const client = useQueryClient();
  const say = useSay();
  const fields = headFields({ people: header.people, milestones });
  const form = useStaleForm(draftOf(header), header.version, fields);
  const { draft, change } = form;
  const save = useMutation({
    mutationFn: () =>
      patch(path('programs', header.id), { version: form.version, ...inputOf(draft, form.changed) }),
    onSuccess: async () => {
      form.saved();
      await client.invalidateQueries({ queryKey: keys.program(header.id) });
      await client.invalidateQueries({ queryKey: keys.programs });
      say(t('settings.saved'));
    },
    onError: (error) => void form.refuse(error),
  });
  const missing = draft.title.trim() === '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (missing || form.undecided) return;
    if (form.changed.length > 0) save.mutate();
    else say(t('settings.nothing'));
  };
  const known: readonly string[] = kinds.includes(draft.kind) ? kinds : [...kinds, draft.kind];
  return (
    <section className="card" aria-labelledby="settings-program">
      <header>
        <h2 id="settings-program">{t('settings.program')}</h2>
      </header>
      <form className="form card-pad" onSubmit={submit} noValidate>
        <div className="field-row">
          <TextField
            label={t('settings.name')}
            value={draft.title}
            onValue={(text) => change('title', text)}
            error={missing ? t('programs.form.needTitle') : null}
            maxLength={300}
          />
          <ChoiceField
            label={t('settings.kind')}
            value={draft.kind}
            onValue={(kind) => change('kind', kind)}
            options={known.map((value) => ({ value, label: kindName(value) }))}
          />
        </div>
        <TextField
          label={t('settings.summary')}
          value={draft.summary}
          onValue={(text) => change('summary', text)}
        />
        <div className="field-row">
          <ChoiceField
            label={t('settings.final')}
            hint={t('settings.finalHint')}
            value={draft.final}
            onValue={(id) => change('final', id)}
            options={[
              { value: '', label: t('settings.noFinal') },
              ...milestones.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
          <ChoiceField
            label={t('settings.owner')}
            value={draft.owner}
            onValue={(id) => change('owner', id)}
            options={[
              { value: '', label: t('settings.nobody') },
              ...header.people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <DateField
            label={t('settings.statusDate')}
            value={draft.statusDate}
            onValue={(date) => change('statusDate', date)}
          />
        </div>
        <FormConflict form={form} fields={fields} error={save.error} />
        <div className="form-acts">
          <Button
            primary
            type="submit"
            disabled={form.undecided}
            title={form.undecided ? t('conflict.decide') : undefined}
            busy={save.isPending ? t('settings.busy') : null}
          >
            {t('settings.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
