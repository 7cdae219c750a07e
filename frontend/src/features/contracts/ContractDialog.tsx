import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { headerQuery } from '@/api/queries';
import type { ContractRow, ProgramHeader } from '@/api/types';
import { FormEnd } from '@/components/conflict/FormEnd';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import type { StaleForm } from '@/components/conflict/useStaleForm';
import { Loaded } from '@/components/feedback/Loaded';
import { ChoiceField, DateField, TextArea, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { check, confidenceName, confidences, contractFields, draftOf, inputOf, sentAs } from './form';
import type { Draft, Errors } from './form';
import { useSaveContract } from './useContracts';

type Team = ProgramHeader['teams'][number];
type FormProps = {
  row: ContractRow | null;
  program: string;
  teams: readonly Team[];
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
        options={options}
        error={errors.provider}
      />
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
        <DateField
          label={t('contract.form.promise')}
          hint={row && row.promise_count > 0 ? t('contract.form.promiseHint') : undefined}
          value={draft.promise}
          onValue={(date) => change('promise', date)}
        />
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

function Form({ row, program, teams, today, onClose, onSaved }: FormProps) {
  const fields = contractFields({ teams });
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
    const sent = form.changed.map(sentAs);
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
      <Days form={form} errors={errors} row={row} />
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
        {({ teams }) =>
          editing &&
          (teams.length < 2 ? (
            <p>{t('contract.form.noTeams')}</p>
          ) : (
            <Form key={editing.row?.id ?? ''} row={editing.row} teams={teams} {...rest} />
          ))
        }
      </Loaded>
    </Modal>
  );
}
