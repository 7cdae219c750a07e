import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { Link } from 'react-router';
import { patch, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { Edit } from '@/api/types';
import { FormConflict } from '@/components/conflict/FormConflict';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { useSay } from '@/components/feedback/Notices';
import { Button } from '@/components/forms/Button';
import { ChoiceField, TextArea, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { check, draftOf, inputOf, kindOf, KINDS } from './draft';
import type { Detail } from './draft';
import { activityFields } from './fields';
import { BranchPart } from './parts/BranchPart';
import { DatesPart } from './parts/DatesPart';
import { EstimateFields } from './parts/EstimateFields';
import { MoneyPart } from './parts/MoneyPart';
import { Part } from './parts/Part';
import { PeoplePart, type Crew } from './parts/PeoplePart';
import { RestsPart } from './parts/RestsPart';

type Props = {
  program: string;
  detail: Detail;
  people: Crew;
  readOnly: boolean;
  onClose: () => void;
};

/** Everything that people decide of one activity; only what was changed is sent. */
export function ActivityForm({ program, detail, people, readOnly, onClose }: Props) {
  const client = useQueryClient();
  const say = useSay();
  const { zone, currency } = detail;
  const nameOf = (id: string) => people.find((each) => each.id === id)?.name ?? id;
  const fields = activityFields({ nameOf, zone, currency });
  const form = useStaleForm(draftOf(detail), detail.version, fields);
  const { draft, change } = form;
  const [tried, setTried] = useState(false);
  const errors = tried ? check(draft) : {};
  const save = useMutation({
    mutationFn: () =>
      patch<Edit>(path('programs', program, 'activities', detail.id), {
        version: form.version,
        ...inputOf(draft, form.changed),
      }),
    onSuccess: async (edit) => {
      form.saved();
      say(edit.announcement || t('settings.saved'));
      onClose();
      await client.invalidateQueries({ queryKey: keys.program(program) });
    },
    onError: (error) => void form.refuse(error),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(check(draft)).length > 0 || form.undecided) return;
    if (form.changed.length > 0) save.mutate();
    else say(t('activity.nothing'));
  };
  const part = { draft, change, errors, zone, currency };
  const timed = draft.kind === 'task';
  return (
    <form className="form a-form" onSubmit={submit} noValidate>
      {readOnly && <p className="sec">{t('activity.readOnly')}</p>}
      <fieldset className="a-fields" disabled={readOnly}>
        <TextField
          label={t('activity.name')}
          value={draft.title}
          onValue={(text) => change('title', text)}
          error={errors.title}
          maxLength={2000}
          data-autofocus
        />
        <div className="field-row">
          <ChoiceField
            label={t('activity.kind')}
            hint={t(`activity.kindHint.${draft.kind}`)}
            value={draft.kind}
            onValue={(value) => change('kind', kindOf(value))}
            options={KINDS.map((each) => ({ value: each, label: t(`activity.kind.${each}`) }))}
          />
          <ChoiceField
            label={t('activity.owner')}
            value={draft.owner}
            onValue={(id) => change('owner', id)}
            options={[
              { value: '', label: t('activity.nobody') },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </div>
        {timed && (
          <Part title={t('activity.duration')}>
            <EstimateFields
              duration={draft.duration}
              estimate={draft.estimate}
              error={errors.duration ?? null}
              onDuration={(text) => change('duration', text)}
              onEstimate={(estimate) => change('estimate', estimate)}
            />
          </Part>
        )}
        {draft.kind !== 'summary' && <DatesPart {...part} />}
        {draft.kind !== 'summary' && <PeoplePart {...part} people={people} nameOf={nameOf} />}
        {timed && <RestsPart {...part} />}
        <MoneyPart {...part} />
        {draft.kind !== 'summary' && <BranchPart {...part} />}
        <TextArea label={t('activity.note')} value={draft.note} onValue={(text) => change('note', text)} />
      </fieldset>
      <p className="small dim">
        {t('activity.factors')}{' '}
        <Link
          className="linkish"
          to={`/programs/${encodeURIComponent(program)}/schedule-risk?view=inputs`}
          onClick={onClose}
        >
          {t('activity.factorsLink')}
        </Link>
      </p>
      <FormConflict form={form} fields={fields} error={save.error} />
      {!readOnly && (
        <div className="form-acts">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            primary
            type="submit"
            disabled={form.undecided}
            title={form.undecided ? t('conflict.decide') : undefined}
            busy={save.isPending ? t('activity.busy') : null}
          >
            {t('activity.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
