import { useQuery } from '@tanstack/react-query';
import { get, patch, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { Edit, MilestoneRow, PlanColumns } from '@/api/types';
import { asText, type FormField, type FormFields } from '@/components/conflict/fields';
import { FormEnd } from '@/components/conflict/FormEnd';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { DateField } from '@/components/forms/fields';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { useSavedForm } from './useSavedForm';

type Draft = { target: string; commitment: string };

const field = (label: string, key: keyof Draft): FormField<Draft> => ({
  label,
  of: (draft) => ({ [key]: draft[key] }),
  read: (theirs) => ({ [key]: asText(theirs) }),
  show: (draft) => (draft[key] ? day(draft[key], { year: true }) : t('word.none')),
});

export const aimFields: FormFields<Draft> = {
  target: field(t('settings.target'), 'target'),
  commitment: field(t('settings.commitment'), 'commitment'),
};

type FormProps = { program: string; final: MilestoneRow; version: number };

function Form({ program, final, version }: FormProps) {
  const { form, save, submit } = useSavedForm<Draft, Edit>({
    program,
    initial: { target: final.target ?? '', commitment: final.commitment ?? '' },
    version,
    fields: aimFields,
    send: ({ version: seen, draft, changed }) =>
      patch(path('programs', program, 'activities', final.id), {
        version: seen,
        ...(changed.includes('target') ? { target: draft.target || null } : {}),
        ...(changed.includes('commitment') ? { commitment: draft.commitment || null } : {}),
      }),
    said: (edit) => edit.announcement,
  });
  const { draft, change } = form;
  return (
    <form className="form card-pad" onSubmit={submit} noValidate>
      <div className="field-row">
        <DateField
          label={t('settings.target')}
          hint={t('settings.targetHint')}
          value={draft.target}
          onValue={(date) => change('target', date)}
        />
        <DateField
          label={t('settings.commitment')}
          hint={t('settings.commitmentHint')}
          value={draft.commitment}
          onValue={(date) => change('commitment', date)}
        />
      </div>
      <FormEnd
        form={form}
        fields={aimFields}
        save={save}
        verb={t('settings.save')}
        busy={t('settings.busy')}
      />
    </form>
  );
}

/** The days of the final milestone that people decide: wished and promised. */
export function AimCard({ program, final }: { program: string; final: MilestoneRow | null }) {
  const plan = useQuery({
    queryKey: keys.plan(program),
    queryFn: ({ signal }) => get<PlanColumns>(path('programs', program, 'plan'), {}, signal),
    enabled: final !== null,
  });
  return (
    <section className="card" aria-labelledby="settings-aim">
      <header>
        <h2 id="settings-aim">{t('settings.aim')}</h2>
        {final && <span className="more ell">{t('settings.aimLead', { title: final.title })}</span>}
      </header>
      {final === null ? (
        <EmptyState title={t('settings.noMilestone')} />
      ) : (
        <Loaded query={plan} rows={2}>
          {({ activities }) => (
            <Form
              key={final.id}
              program={program}
              final={final}
              version={activities.version[activities.id.indexOf(final.id)] ?? 0}
            />
          )}
        </Loaded>
      )}
    </section>
  );
}
