import { patch, path } from '@/api/client';
import type { MilestoneRow, ProgramHeader } from '@/api/types';
import { FormEnd } from '@/components/conflict/FormEnd';
import { ChoiceField, DateField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { draftOf, headFields, inputOf, kindName, kinds } from './head';
import { useSavedForm } from './useSavedForm';

type Props = { header: ProgramHeader; milestones: readonly MilestoneRow[] };

/** Name, summary, kind, owner, final milestone and status date. */
export function ProgramCard({ header, milestones }: Props) {
  const fields = headFields({ people: header.people, milestones });
  const { form, save, submit } = useSavedForm({
    program: header.id,
    initial: draftOf(header),
    version: header.version,
    fields,
    send: ({ version, draft: typed, changed }) =>
      patch(path('programs', header.id), { version, ...inputOf(typed, changed) }),
    complete: ({ title }) => title.trim() !== '',
  });
  const { draft, change } = form;
  const missing = draft.title.trim() === '';
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
        <FormEnd
          form={form}
          fields={fields}
          save={save}
          verb={t('settings.save')}
          busy={t('settings.busy')}
        />
      </form>
    </section>
  );
}
