import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { peopleQuery } from '@/api/queries';
import type { RiskInput, RiskRow } from '@/api/types';
import { FormEnd } from '@/components/conflict/FormEnd';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { ChoiceField, DateField, NumberField, TextArea, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { ActivityPicker } from './ActivityPicker';
import { riskFields } from './conflicts';
import { check, draftOf, inputOf, strategies } from './form';
import type { Draft, Errors } from './form';
import { ThreeFields } from './ThreeFields';
import { useSaveRisk } from './useRisks';

type Change = <K extends keyof Draft>(field: K, value: Draft[K]) => void;
type PartProps = { draft: Draft; change: Change; errors: Errors };

function Story({ draft, change, errors }: PartProps) {
  return (
    <>
      <TextField
        label={t('risks.form.title')}
        value={draft.title}
        onValue={(text) => change('title', text)}
        error={errors.title}
        required
        data-autofocus
      />
      <TextArea label={t('risks.form.cause')} value={draft.cause} onValue={(text) => change('cause', text)} />
      <TextArea label={t('risks.form.event')} value={draft.event} onValue={(text) => change('event', text)} />
      <TextArea
        label={t('risks.form.effect')}
        value={draft.effect}
        onValue={(text) => change('effect', text)}
      />
    </>
  );
}

function Size({
  draft,
  change,
  errors,
  program,
  currency,
}: PartProps & { program: string; currency: string }) {
  return (
    <>
      <div className="sized">
        <NumberField
          label={t('risks.form.p')}
          value={draft.probability}
          onValue={(text) => change('probability', text)}
          error={errors.probability}
          required
        />
        <ThreeFields
          legend={t('risks.form.days')}
          hint={t('risks.form.daysHint')}
          error={errors.days}
          value={draft.days}
          onValue={(value) => change('days', value)}
        />
        <ThreeFields
          legend={t('risks.form.money', { currency })}
          error={errors.money}
          value={draft.money}
          onValue={(value) => change('money', value)}
        />
      </div>
      <ActivityPicker program={program} value={draft.hits} onValue={(hits) => change('hits', hits)} />
    </>
  );
}

function Response({
  draft,
  change,
  errors,
  program,
  currency,
}: PartProps & { program: string; currency: string }) {
  const people = useQuery(peopleQuery(program)).data ?? [];
  const owners = [
    { value: '', label: t('risks.form.nobody') },
    ...people.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const responses = [
    { value: '', label: t('risks.form.noResponse') },
    ...strategies.map((strategy) => ({ value: strategy, label: t(`risks.strategy.${strategy}`) })),
  ];
  const on = draft.strategy !== '';
  return (
    <>
      <div className="field-row">
        <ChoiceField
          label={t('risks.form.owner')}
          value={draft.owner}
          onValue={(id) => change('owner', id)}
          options={owners}
        />
        <TextField
          label={t('risks.form.trigger')}
          hint={t('risks.form.triggerHint')}
          value={draft.trigger}
          onValue={(text) => change('trigger', text)}
        />
      </div>
      <div className="field-row">
        <ChoiceField
          label={t('risks.form.strategy')}
          value={draft.strategy}
          onValue={(strategy) => change('strategy', strategy)}
          options={responses}
        />
        {on && (
          <ChoiceField
            label={t('risks.col.owner')}
            value={draft.responseOwner}
            onValue={(id) => change('responseOwner', id)}
            options={owners}
          />
        )}
      </div>
      {on && (
        <>
          <TextField
            label={t('risks.form.text')}
            value={draft.text}
            onValue={(text) => change('text', text)}
          />
          <div className="field-row">
            <DateField label={t('risks.form.due')} value={draft.due} onValue={(due) => change('due', due)} />
            <NumberField
              label={t('risks.form.residual')}
              value={draft.residual}
              onValue={(text) => change('residual', text)}
              error={errors.residual}
            />
            <NumberField
              label={t('risks.form.cost', { currency })}
              value={draft.cost}
              onValue={(text) => change('cost', text)}
              error={errors.cost}
            />
          </div>
          <label className="check">
            <input
              type="checkbox"
              checked={draft.done}
              onChange={(event) => change('done', event.target.checked)}
            />
            {t('risks.form.responseDone')}
          </label>
        </>
      )}
    </>
  );
}

type FormProps = {
  risk: RiskRow | null;
  program: string;
  currency: string;
  onClose: () => void;
  onSaved: (risk: RiskRow) => void;
};

function Form({ risk, program, currency, onClose, onSaved }: FormProps) {
  const people = useQuery(peopleQuery(program)).data;
  const money = risk?.impact_money?.currency ?? currency;
  const fields = riskFields({ people: people ?? [], hits: risk?.hits ?? [], currency: money });
  const form = useStaleForm(draftOf(risk), risk?.version ?? null, fields);
  const { draft, change } = form;
  const [tried, setTried] = useState(false);
  const save = useSaveRisk(program, onSaved);
  const errors = tried ? check(draft) : {};
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(check(draft)).length > 0 || form.undecided) return;
    const input = inputOf(draft, money);
    if (risk === null) save.mutate({ risk, input });
    else if (form.changed.length === 0) onClose();
    else
      save.mutate(
        { risk: { ...risk, version: form.version ?? risk.version }, input: only(input, form.changed) },
        { onError: form.refuse },
      );
  };
  const part = { draft, change, errors };
  return (
    <form className="form risk-form" onSubmit={submit} noValidate>
      <Story {...part} />
      <Size {...part} program={program} currency={currency} />
      <Response {...part} program={program} currency={currency} />
      <FormEnd
        form={form}
        fields={fields}
        save={save}
        verb={t('risks.form.save')}
        busy={t('risks.form.busy')}
        onCancel={onClose}
      />
    </form>
  );
}

function only(input: RiskInput, names: readonly string[]): Partial<RiskInput> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => names.includes(name)));
}

type Props = Omit<FormProps, 'risk'> & { editing: { risk: RiskRow | null } | null };

/** Add or change a risk. What was typed stays until it is saved or cancelled. */
export function RiskDialog({ editing, onClose, ...rest }: Props) {
  const risk = editing?.risk ?? null;
  const title = risk ? t('risks.form.edit', { id: risk.id }) : t('risks.form.add');
  return (
    <Modal opened={editing !== null} onClose={onClose} title={title} size={720} closeOnClickOutside={false}>
      {editing && <Form key={risk?.id ?? ''} risk={risk} onClose={onClose} {...rest} />}
    </Modal>
  );
}
