import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { headerQuery, programsQuery } from '@/api/queries';
import type { ContractRow, ProgramHeader } from '@/api/types';
import { FormEnd } from '@/components/conflict/FormEnd';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import type { StaleForm } from '@/components/conflict/useStaleForm';
import { Loaded } from '@/components/feedback/Loaded';

import { ChoiceField, DateField, TextArea, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { ActivityField } from './ActivityField';
import {
  check,
  confidenceName,
  confidences,
  contractFields,
  draftOf,
  inputOf,
  PROGRAM,
  sentWith,
  VENDOR,
} from './form';
import type { Draft, Errors } from './form';
import { useSaveContract } from './useContracts';

type Team = ProgramHeader['teams'][number];
type Human = ProgramHeader['people'][number];
type FormProps = {
  row: ContractRow | null;
  program: string;
  teams: readonly Team[];
  people: readonly Human[];
  today: string;
  onClose: () => void;
  onSaved: (row: ContractRow | null) => void;
};

function Parties({
  form,
  errors,
  teams,
}: {
  form: StaleForm<Draft>;
  errors: Errors;
  teams: readonly Team[];
}) {
  const { draft, change } = form;
  const options = [
    { value: '', label: t('contract.form.chooseTeam') },
    ...teams.map(({ id, title }) => ({ value: id, label: title })),
  ];
  return (
    <div className="field-row">
      <ChoiceField
        label={t('contract.form.consumer')}
        value={draft.consumer}
        onValue={(id) => change('consumer', id)}
        options={options}
        error={errors.consumer}
      />
      <ChoiceField
        label={t('contract.form.provider')}
        value={draft.provider}
        onValue={(id) => change('provider', id)}
        options={[
          ...options,
          { value: VENDOR, label: t('contract.form.outsideVendor') },
          { value: PROGRAM, label: t('contract.form.outsideProgram') },
        ]}
        error={errors.provider}
      />
    </div>
  );
}

/** A provider outside the program: a vendor by name, or another program by its milestone. */
function Outside({ form, errors, program }: { form: StaleForm<Draft>; errors: Errors; program: string }) {
  const { draft, change } = form;
  const others = useQuery({ ...programsQuery, enabled: draft.provider === PROGRAM });
  if (draft.provider === VENDOR)
    return (
      <TextField
        label={t('contract.form.vendorName')}
        value={draft.vendor}
        onValue={(text) => change('vendor', text)}
        error={errors.vendor}
        maxLength={500}
        required
      />
    );
  if (draft.provider !== PROGRAM) return null;
  const known = (others.data?.programs ?? []).filter(({ id }) => id !== program);
  return (
    <div className="field-row">
      <ChoiceField
        label={t('contract.form.program')}
        value={draft.program}
        onValue={(id) => change('program', id)}
        options={[{ value: '', label: '–' }, ...known.map(({ id, title }) => ({ value: id, label: title }))]}
        error={errors.program}
      />
      <TextField
        label={t('contract.form.milestone')}
        hint={t('contract.form.milestoneHint')}
        value={draft.milestone}
        onValue={(text) => change('milestone', text)}
        maxLength={300}
      />
    </div>
  );
}

function People({ form, people }: { form: StaleForm<Draft>; people: readonly Human[] }) {
  const { draft, change } = form;
  if (people.length === 0) return null;
  const options = [
    { value: '', label: t('contract.form.nobody') },
    ...people.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className="field-row">
      <ChoiceField
        label={t('contract.form.requester')}
        value={draft.requester}
        onValue={(id) => change('requester', id)}
        options={options}
      />
      <ChoiceField
        label={t('contract.form.promiser')}
        value={draft.promiser}
        onValue={(id) => change('promiser', id)}
        options={options}
      />
    </div>
  );
}

/** The activities of both sides: with them the plan tells whether the promise holds, and who is hit if it moves. */
function Activities({ form, program }: { form: StaleForm<Draft>; program: string }) {
  const { draft, change } = form;
  return (
    <div className="field-row">
      <ActivityField
        label={t('contract.form.neededBy')}
        hint={t('contract.form.neededByHint')}
        program={program}
        value={draft.needed_by_activity}
        onValue={(id) => change('needed_by_activity', id)}
      />
      {draft.provider !== VENDOR && draft.provider !== PROGRAM && (
        <ActivityField
          label={t('contract.form.delivers')}
          hint={t('contract.form.deliversHint')}
          program={program}
          value={draft.delivers}
          onValue={(id) => change('delivers', id)}
        />
      )}
    </div>
  );
}

function Days({ form, errors, row }: { form: StaleForm<Draft>; errors: Errors; row: ContractRow | null }) {
  const { draft, change } = form;
  return (
    <>
      <div className="field-row">
        <DateField
          label={t('contract.form.needed')}
          value={draft.needed}
          onValue={(date) => change('needed', date)}
          error={errors.needed}
          required
        />
        {row === null && (
          <DateField
            label={t('contract.form.promise')}
            value={draft.promise}
            onValue={(date) => change('promise', date)}
          />
        )}
        <ChoiceField
          label={t('contract.form.confidence')}
          value={draft.confidence}
          onValue={(value) => change('confidence', value)}
          options={confidences.map((value) => ({ value, label: confidenceName(value) }))}
        />
      </div>
      <div className="field-row">
        <DateField
          label={t('contract.form.asked')}
          value={draft.asked}
          onValue={(date) => change('asked', date)}
        />
        <DateField
          label={t('contract.form.escalates')}
          value={draft.escalates}
          onValue={(date) => change('escalates', date)}
        />
        <DateField
          label={t('contract.form.delivered')}
          hint={t('contract.form.deliveredHint')}
          value={draft.delivered}
          onValue={(date) => change('delivered', date)}
        />
      </div>
    </>
  );
}

function Form({ row, program, teams, people, today, onClose, onSaved }: FormProps) {
  const fields = contractFields({ teams, people });
  const form = useStaleForm(draftOf(row, today), row?.version ?? null, fields);
  const { draft, change } = form;
  const [tried, setTried] = useState(false);
  const save = useSaveContract(program, (edit) => onSaved(edit.contract));
  const errors = tried ? check(draft) : {};
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(check(draft)).length > 0 || form.undecided) return;
    const input = inputOf(draft);
    const sent = sentWith(form.changed);
    if (row === null) save.mutate({ row, version: null, input });
    else if (sent.length === 0) onClose();
    else {
      const only = Object.fromEntries(Object.entries(input).filter(([name]) => sent.includes(name)));
      save.mutate({ row, version: form.version, input: only }, { onError: form.refuse });
    }
  };
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField
        label={t('contract.form.what')}
        hint={t('contract.form.whatHint')}
        value={draft.what}
        onValue={(text) => change('what', text)}
        error={errors.what}
        required
        maxLength={500}
        data-autofocus
      />
      <Parties form={form} errors={errors} teams={teams} />
      <Outside form={form} errors={errors} program={program} />
      <People form={form} people={people} />
      <Days form={form} errors={errors} row={row} />
      <Activities form={form} program={program} />
      <TextArea
        label={t('contract.form.acceptance')}
        hint={t('contract.form.acceptanceHint')}
        value={draft.acceptance}
        onValue={(text) => change('acceptance', text)}
      />
      <TextArea label={t('contract.form.note')} value={draft.note} onValue={(text) => change('note', text)} />
      <FormEnd
        form={form}
        fields={fields}
        save={save}
        verb={t('contract.form.save')}
        busy={t('contract.busy')}
        onCancel={onClose}
      />
    </form>
  );
}

type Props = Pick<FormProps, 'program' | 'onClose' | 'onSaved' | 'today'> & {
  editing: { row: ContractRow | null } | null;
};

/** Ask a team for something, or change what was agreed. What was typed stays until it is saved or cancelled. */
export function ContractDialog({ editing, ...rest }: Props) {
  const header = useQuery({ ...headerQuery(rest.program), enabled: editing !== null });
  const title = t(editing?.row ? 'contract.form.edit' : 'contract.form.add');
  return (
    <Modal
      opened={editing !== null}
      onClose={rest.onClose}
      title={title}
      size={720}
      closeOnClickOutside={false}
    >
      <Loaded query={header}>
        {({ teams, people }) =>
          editing &&
          (teams.length < 1 ? (
            <p>{t('contract.form.noTeams')}</p>
          ) : (
            <Form key={editing.row?.id ?? ''} row={editing.row} teams={teams} people={people} {...rest} />
          ))
        }
      </Loaded>
    </Modal>
  );
}
