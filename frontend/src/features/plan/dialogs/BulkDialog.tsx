import { Modal } from '@mantine/core';
import { useState } from 'react';
import { Button } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import type { PlanModel } from '@/lib/plan/data/model';
import { dayOf, isoOfDay } from '@/lib/plan/data/zone';
import { parseDuration, parsePercent } from '@/lib/plan/words/durations';
import { parseDay } from '@/lib/plan/words/parseDay';
import { t } from '@/lib/messages/t';
import type { MessageKey } from '@/lib/messages/en';
import type { ActivityFields, PlanChange } from '@/features/plan/editing/changes';

type Props = {
  model: PlanModel;
  rows: readonly number[];
  onSet: (changes: PlanChange[]) => void;
  onClose: () => void;
};

const KEEP = '';
const NONE = '\u0000none';
const CONSTRAINTS = [
  'as_soon_as_possible',
  'as_late_as_possible',
  'start_no_earlier_than',
  'start_no_later_than',
  'finish_no_earlier_than',
  'finish_no_later_than',
  'must_start_on',
  'must_finish_on',
] as const;
const UNDATED: readonly string[] = [KEEP, 'as_soon_as_possible', 'as_late_as_possible'];

type Draft = {
  owner: string;
  workstream: string;
  team: string;
  calendar: string;
  duration: string;
  progress: string;
  constraint: string;
  constraintAt: string;
  deadline: string;
};
const UNTOUCHED: Draft = {
  owner: KEEP,
  workstream: KEEP,
  team: KEEP,
  calendar: KEEP,
  duration: '',
  progress: '',
  constraint: KEEP,
  constraintAt: '',
  deadline: '',
};

/** The same values for all selected activities. What is left as it is stays in each of them. */
export function BulkDialog({ model, rows, onSet, onClose }: Props) {
  const [draft, setDraft] = useState(UNTOUCHED);
  const [clearDeadline, setClearDeadline] = useState(false);
  const { people, workstreams, teams, calendars } = model.columns;
  const set = (name: keyof Draft) => (value: string) => setDraft({ ...draft, [name]: value });
  const { fields, errors } = readDraft(draft, clearDeadline, model);
  const ready = Object.keys(fields).length > 0 && Object.keys(errors).length === 0;
  const error = (name: keyof Draft) => (errors[name] === undefined ? null : t(errors[name]));
  const choices = (list: { id: string; title: string }[]) => [
    { value: KEEP, label: t('plan.bulk.keep') },
    { value: NONE, label: t('plan.bulk.none') },
    ...list.map((one) => ({ value: one.id, label: one.title })),
  ];
  const { id, kind, version } = model.columns.activities;
  const save = () =>
    onSet(
      rows.map((row) => ({
        do: 'set',
        id: id[row] ?? '',
        version: version[row],
        fields: kind[row] === 'task' ? fields : withoutWork(fields),
      })),
    );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('plan.bulk.title', { count: rows.length })}
      size={480}
      transitionProps={{ duration: 0 }}
    >
      <form
        className="pl-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) save();
        }}
      >
        <p className="dim">{t('plan.bulk.hint')}</p>
        <ChoiceField
          label={t('plan.bulk.owner')}
          value={draft.owner}
          onValue={set('owner')}
          options={choices(people.map((one) => ({ id: one.id, title: one.name })))}
          data-autofocus
        />
        <ChoiceField
          label={t('plan.bulk.workstream')}
          value={draft.workstream}
          onValue={set('workstream')}
          options={choices(workstreams)}
        />
        <ChoiceField
          label={t('plan.bulk.team')}
          value={draft.team}
          onValue={set('team')}
          options={choices(teams)}
        />
        <ChoiceField
          label={t('plan.bulk.calendar')}
          value={draft.calendar}
          onValue={set('calendar')}
          options={choices(calendars.filter((one) => !one.id.startsWith('own:')))}
        />
        <TextField
          label={t('plan.bulk.duration')}
          value={draft.duration}
          onValue={set('duration')}
          error={error('duration')}
          placeholder={t('plan.bulk.keep')}
        />
        <TextField
          label={t('plan.bulk.progress')}
          value={draft.progress}
          onValue={set('progress')}
          error={error('progress')}
          placeholder={t('plan.bulk.keep')}
        />
        <ChoiceField
          label={t('plan.bulk.constraint')}
          value={draft.constraint}
          onValue={set('constraint')}
          options={[
            { value: KEEP, label: t('plan.bulk.keep') },
            ...CONSTRAINTS.map((one) => ({ value: one, label: t(`plan.constraint.${one}`) })),
          ]}
        />
        {!UNDATED.includes(draft.constraint) && (
          <TextField
            label={t('plan.bulk.constraintAt')}
            value={draft.constraintAt}
            onValue={set('constraintAt')}
            error={error('constraintAt')}
            placeholder="2026-10-02"
          />
        )}
        <TextField
          label={t('plan.bulk.deadline')}
          value={draft.deadline}
          onValue={set('deadline')}
          error={error('deadline')}
          placeholder={t('plan.bulk.keep')}
          disabled={clearDeadline}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={clearDeadline}
            onChange={(event) => setClearDeadline(event.target.checked)}
          />
          {t('plan.bulk.clear', { field: t('plan.bulk.deadline').toLowerCase() })}
        </label>
        <footer>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button primary type="submit" disabled={!ready}>
            {t('plan.bulk.set')}
          </Button>
        </footer>
      </form>
    </Modal>
  );
}

/** Milestones and summaries have no work of their own. */
function withoutWork(fields: ActivityFields): ActivityFields {
  const rest = { ...fields };
  delete rest.duration;
  delete rest.progress;
  return rest;
}

type Errors = Partial<Record<keyof Draft, MessageKey>>;

function readDraft(
  draft: Draft,
  clearDeadline: boolean,
  model: PlanModel,
): { fields: ActivityFields; errors: Errors } {
  const fields: ActivityFields = {};
  const errors: Errors = {};
  for (const name of ['owner', 'workstream', 'team', 'calendar'] as const) {
    if (draft[name] !== KEEP) fields[name] = draft[name] === NONE ? null : draft[name];
  }
  const near = dayOf(model.near);
  if (draft.duration.trim() !== '') {
    const span = parseDuration(draft.duration, model.columns.hours_per_day);
    if (span === null) errors.duration = 'plan.edit.badDuration';
    else fields.duration = span.text;
  }
  if (draft.progress.trim() !== '') {
    const progress = parsePercent(draft.progress);
    if (progress === null) errors.progress = 'plan.edit.badPercent';
    else fields.progress = progress;
  }
  if (draft.constraint !== KEEP) {
    fields.constraint = draft.constraint === 'as_soon_as_possible' ? null : draft.constraint;
    if (!UNDATED.includes(draft.constraint)) {
      const day = parseDay(draft.constraintAt, near);
      if (day === null)
        errors.constraintAt = draft.constraintAt === '' ? 'plan.bulk.needDate' : 'plan.edit.badDay';
      else fields.constraint_at = isoOfDay(day);
    }
  }
  if (clearDeadline) fields.deadline = null;
  else if (draft.deadline.trim() !== '') {
    const day = parseDay(draft.deadline, near);
    if (day === null) errors.deadline = 'plan.edit.badDay';
    else fields.deadline = isoOfDay(day);
  }
  return { fields, errors };
}
