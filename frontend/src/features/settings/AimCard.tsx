import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { get, patch, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { Edit, MilestoneRow, PlanColumns } from '@/api/types';
import { FormConflict } from '@/components/conflict/FormConflict';
import { asText, type FormField, type FormFields } from '@/components/conflict/fields';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { Loaded } from '@/components/feedback/Loaded';
import { useSay } from '@/components/feedback/Notices';
import { EmptyState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { DateField } from '@/components/forms/fields';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';

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
  const client = useQueryClient();
  const say = useSay();
  const form = useStaleForm<Draft>(
    { target: final.target ?? '', commitment: final.commitment ?? '' },
    version,
    aimFields,
  );
  const { draft, change, changed } = form;
  const save = useMutation({
    mutationFn: () =>
      patch<Edit>(path('programs', program, 'activities', final.id), {
        version: form.version,
        ...(changed.includes('target') ? { target: draft.target || null } : {}),
        ...(changed.includes('commitment') ? { commitment: draft.commitment || null } : {}),
      }),
    onSuccess: async (edit) => {
      form.saved();
      await client.invalidateQueries({ queryKey: keys.program(program) });
      await client.invalidateQueries({ queryKey: keys.programs });
      say(edit.announcement || t('settings.saved'));
    },
    onError: (error) => void form.refuse(error),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (form.undecided) return;
    if (changed.length > 0) save.mutate();
    else say(t('settings.nothing'));
  };
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
      <FormConflict form={form} fields={aimFields} error={save.error} />
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
