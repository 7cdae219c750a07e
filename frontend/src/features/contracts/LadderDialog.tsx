import { Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { patch, path } from '@/api/client';
import { headerQuery, keys } from '@/api/queries';
import type { ProgramHeader, Rung } from '@/api/types';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Loaded } from '@/components/feedback/Loaded';
import { Button, IconButton } from '@/components/forms/Button';
import { ChoiceField, NumberField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { fieldLabel } from './form';

const roles = ['provider-lead', 'consumer-lead', 'program-owner'] as const;
const MOST = 10;

type Draft = { after: string; whom: string; decide: string };

const draftOf = ({ after, whom, decide }: Rung): Draft => ({ after: String(after), whom, decide });
const whole = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : null);

/** The steps, or null where one has no number of days. */
export function ladderOf(steps: readonly Draft[]): Rung[] | null {
  const found = steps.map(({ after, whom, decide }) => ({
    after: whole(after),
    whom,
    decide: decide.trim(),
  }));
  return found.every((rung): rung is Rung => rung.after !== null && rung.after <= 1000) ? found : null;
}

function Form({ header, onClose }: { header: ProgramHeader; onClose: () => void }) {
  const client = useQueryClient();
  const [steps, setSteps] = useState(header.ladder.map(draftOf));
  const ladder = ladderOf(steps);
  const save = useMutation({
    mutationFn: (version: number) => patch(path('programs', header.id), { version, ladder }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.program(header.id) });
      onClose();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (ladder !== null) save.mutate(header.version);
  };
  const change = (at: number, fields: Partial<Draft>) =>
    setSteps((now) => now.map((step, index) => (index === at ? { ...step, ...fields } : step)));
  const options: { value: string; label: string }[] = [
    ...roles.map((role) => ({ value: role, label: t(`contract.ladder.${role}`) })),
    ...header.people.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const known = (whom: string) => options.some(({ value }) => value === whom);
  return (
    <form className="form" onSubmit={submit} noValidate>
      <p className="sec">{t('contract.ladder.lead')}</p>
      {steps.length === 0 && <p className="dim">{t('contract.ladder.usual')}</p>}
      {steps.map((step, index) => (
        <fieldset key={index} className="ladder-step">
          <legend className="sr">{t('contract.ladder.step', { n: index + 1 })}</legend>
          <NumberField
            label={t('contract.ladder.after')}
            value={step.after}
            onValue={(after) => change(index, { after })}
            error={whole(step.after) === null ? t('contract.move.needDate') : null}
          />
          <ChoiceField
            label={t('contract.ladder.whom')}
            value={step.whom}
            onValue={(whom) => change(index, { whom })}
            options={known(step.whom) ? options : [...options, { value: step.whom, label: step.whom }]}
          />
          <TextField
            label={t('contract.ladder.decide')}
            value={step.decide}
            onValue={(decide) => change(index, { decide })}
            maxLength={2000}
          />
          <IconButton
            icon="trash"
            label={t('contract.ladder.remove', { n: index + 1 })}
            onClick={() => setSteps((now) => now.filter((_, at) => at !== index))}
          />
        </fieldset>
      ))}
      {save.error && (
        <VerbConflict
          error={save.error}
          label={fieldLabel}
          show={(_field, value) => (Array.isArray(value) ? String(value.length) : t('word.none'))}
          busy={save.isPending}
          onMine={(version) => save.mutate(version)}
          onTheirs={() => {
            onClose();
            void client.invalidateQueries({ queryKey: keys.program(header.id) });
          }}
        />
      )}
      <div className="form-acts">
        <Button
          icon="plus"
          disabled={steps.length >= MOST}
          onClick={() => setSteps((now) => [...now, { after: '5', whom: 'provider-lead', decide: '' }])}
        >
          {t('contract.ladder.add')}
        </Button>
        <span className="spacer" />
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button
          primary
          type="submit"
          disabled={ladder === null}
          busy={save.isPending ? t('contract.busy') : null}
        >
          {t('contract.ladder.save')}
        </Button>
      </div>
    </form>
  );
}

type Props = { program: string; opened: boolean; onClose: () => void };

/** The escalation ladder of a program. */
export function LadderDialog({ program, opened, onClose }: Props) {
  const header = useQuery({ ...headerQuery(program), enabled: opened });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('contract.ladder')}
      size={720}
      closeOnClickOutside={false}
    >
      <Loaded query={header}>
        {(found) => <Form key={found.version} header={found} onClose={onClose} />}
      </Loaded>
    </Modal>
  );
}
