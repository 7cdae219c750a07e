import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode, SyntheticEvent } from 'react';
import { Link } from 'react-router';
import { patch, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { Edit, HeaderPerson } from '@/api/types';
import { FormConflict } from '@/components/conflict/FormConflict';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { useSay } from '@/components/feedback/Notices';
import { Button } from '@/components/forms/Button';
import { ChoiceField, NumberField, TextArea, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { EstimateFields } from './EstimateFields';
import {
  activityFields,
  check,
  CONSTRAINTS,
  draftOf,
  inputOf,
  isFinish,
  KINDS,
  needsDate,
  wallDay,
} from './form';
import type { Detail, Draft, Errors } from './form';

type Change = <K extends keyof Draft>(field: K, value: Draft[K]) => void;
type PartProps = { draft: Draft; change: Change; errors: Errors; zone: string; currency: string };

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="a-part">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

type InstantProps = {
  label: string;
  hint?: string;
  error?: string | null;
  value: string;
  onValue: (value: string) => void;
};

/** A day, or a day and time where it is not the edge of one. */
function InstantField({ value, ...rest }: InstantProps) {
  return <TextField type={value.length > 10 ? 'datetime-local' : 'date'} value={value} {...rest} />;
}

function Dates({ draft, change, errors, zone }: PartProps) {
  const { constraint } = draft;
  return (
    <Part title={t('activity.dates')}>
      <ChoiceField
        label={t('activity.constraint')}
        hint={t(`activity.constraintHint.${constraint}`)}
        value={constraint}
        onValue={(value) =>
          change('constraint', CONSTRAINTS.find((each) => each === value) ?? 'as_soon_as_possible')
        }
        options={CONSTRAINTS.map((each) => ({ value: each, label: t(`activity.constraint.${each}`) }))}
      />
      <div className="field-row">
        {needsDate(constraint) && (
          <InstantField
            label={t('activity.constraintAt')}
            error={errors.constraintAt}
            value={wallDay(draft.constraintAt, zone, isFinish(constraint))}
            onValue={(value) => change('constraintAt', value)}
          />
        )}
        <InstantField
          label={t('activity.deadline')}
          hint={t('activity.deadlineHint')}
          value={wallDay(draft.deadline, zone, true)}
          onValue={(value) => change('deadline', value)}
        />
      </div>
    </Part>
  );
}

function Money({ draft, change, currency }: PartProps) {
  return (
    <Part title={t('activity.money')}>
      <div className="field-row">
        <TextField
          label={t('activity.cost', { currency })}
          hint={t('activity.costHint')}
          value={draft.cost}
          onValue={(text) => change('cost', text)}
        />
        <TextField
          label={t('activity.costPerDay', { currency })}
          hint={t('activity.costPerDayHint')}
          value={draft.costPerDay}
          onValue={(text) => change('costPerDay', text)}
        />
      </div>
    </Part>
  );
}

function Branch({ draft, change, errors }: PartProps) {
  return (
    <Part title={t('activity.branches')}>
      <div className="field-row">
        <NumberField
          label={t('activity.probability')}
          hint={t('activity.probabilityHint')}
          error={errors.probability}
          value={draft.probability}
          onValue={(text) => change('probability', text)}
        />
        <TextField
          label={t('activity.branch')}
          hint={t('activity.branchHint')}
          value={draft.branch}
          onValue={(text) => change('branch', text)}
        />
      </div>
    </Part>
  );
}

type Props = {
  program: string;
  detail: Detail;
  people: readonly Pick<HeaderPerson, 'id' | 'name'>[];
  readOnly: boolean;
  onClose: () => void;
};

/** Everything that people decide of one activity; only what was changed is sent. */
export function ActivityForm({ program, detail, people, readOnly, onClose }: Props) {
  const client = useQueryClient();
  const say = useSay();
  const { zone, currency } = detail;
  const fields = activityFields({ people, zone, currency });
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
          onValue={(value) => change('kind', KINDS.find((each) => each === value) ?? 'task')}
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
      {draft.kind !== 'summary' && <Dates {...part} />}
      <Money {...part} />
      {draft.kind !== 'summary' && <Branch {...part} />}
      <TextArea label={t('activity.note')} value={draft.note} onValue={(text) => change('note', text)} />
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
