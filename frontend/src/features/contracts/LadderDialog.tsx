import { Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { patch, path } from '@/api/client';
import { headerQuery, keys } from '@/api/queries';
import type { ContractRow, ProgramHeader, Rung } from '@/api/types';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Loaded } from '@/components/feedback/Loaded';
import { Button, IconButton } from '@/components/forms/Button';
import { ChoiceField, NumberField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { fieldLabel } from './form';
import { draftOfRung, ladderOf, whole } from './ladder';
import type { RungDraft } from './ladder';

const roles = ['provider-lead', 'consumer-lead', 'program-owner'] as const;
const MOST = 10;

type StepProps = {
  step: RungDraft;
  index: number;
  options: readonly { value: string; label: string }[];
  change: (fields: Partial<RungDraft>) => void;
  remove: () => void;
};

function Step({ step, index, options, change, remove }: StepProps) {
  const known = options.some(({ value }) => value === step.whom);
  return (
    <fieldset className="ladder-step">
      <legend className="sr">{t('contract.ladder.step', { n: index + 1 })}</legend>
      <NumberField
        label={t('contract.ladder.after')}
        value={step.after}
        onValue={(after) => change({ after })}
        error={whole(step.after) === null ? t('contract.ladder.needDays') : null}
      />
      <ChoiceField
        label={t('contract.ladder.whom')}
        value={step.whom}
        onValue={(whom) => change({ whom })}
        options={known ? options : [...options, { value: step.whom, label: step.whom }]}
      />
      <TextField
        label={t('contract.ladder.decide')}
        value={step.decide}
        onValue={(decide) => change({ decide })}
        maxLength={2000}
      />
      <IconButton icon="trash" label={t('contract.ladder.remove', { n: index + 1 })} onClick={remove} />
    </fieldset>
  );
}

/** Without steps: what holds instead, and for a contract a way to begin with it. */
function None({
  row,
  header,
  onCopy,
}: {
  row: ContractRow | null;
  header: ProgramHeader;
  onCopy: () => void;
}) {
  if (row === null) return <p className="dim">{t('contract.ladder.usual')}</p>;
  return (
    <>
      <p className="dim">{t('contract.ladder.follows')}</p>
      {header.ladder.length > 0 && (
        <div>
          <Button small icon="copy" onClick={onCopy}>
            {t('contract.ladder.copy')}
          </Button>
        </div>
      )}
    </>
  );
}

type FormProps = { header: ProgramHeader; row: ContractRow | null; onClose: () => void };

function Form({ header, row, onClose }: FormProps) {
  const client = useQueryClient();
  // as it was when the dialog opened: what somebody else saves meanwhile is a conflict
  const [begun] = useState({ version: row?.version ?? header.version, ladder: row?.ladder ?? header.ladder });
  const [steps, setSteps] = useState(begun.ladder.map(draftOfRung));
  const ladder = ladderOf(steps);
  const address =
    row === null ? path('programs', header.id) : path('programs', header.id, 'contracts', row.id);
  const refresh = () => client.invalidateQueries({ queryKey: keys.program(header.id) });
  const save = useMutation({
    mutationFn: (version: number) => patch(address, { version, ladder }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (ladder !== null) save.mutate(begun.version);
  };
  const change = (at: number, fields: Partial<RungDraft>) =>
    setSteps((now) => now.map((step, index) => (index === at ? { ...step, ...fields } : step)));
  const options = [
    ...roles.map((role) => ({ value: role, label: t(`contract.ladder.${role}`) })),
    ...header.people.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <form className="form" onSubmit={submit} noValidate>
      <p className="sec">{t(row === null ? 'contract.ladder.lead' : 'contract.ladder.leadOwn')}</p>
      {steps.length === 0 && (
        <None row={row} header={header} onCopy={() => setSteps(header.ladder.map(draftOfRung))} />
      )}
      {steps.map((step, index) => (
        <Step
          key={index}
          step={step}
          index={index}
          options={options}
          change={(fields) => change(index, fields)}
          remove={() => setSteps((now) => now.filter((_, at) => at !== index))}
        />
      ))}
      {save.error && (
        <VerbConflict
          error={save.error}
          label={fieldLabel}
          show={(_field, value) => ladderWords(value)}
          busy={save.isPending}
          onMine={(version) => save.mutate(version)}
          onTheirs={() => {
            onClose();
            void refresh();
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

/** A ladder as a refusal tells it. */
function ladderWords(value: unknown): string {
  const rungs = Array.isArray(value) ? (value as Rung[]) : [];
  const told = rungs.map(({ after, whom }) => `${t('contract.clock.after', { count: after })}: ${whom}`);
  return told.join('; ') || t('word.none');
}

type Props = { program: string; row?: ContractRow | null; opened: boolean; onClose: () => void };

/** The escalation ladder of a program, or of one contract, which overrides the program's. */
export function LadderDialog({ program, row = null, opened, onClose }: Props) {
  const header = useQuery({ ...headerQuery(program), enabled: opened });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={row === null ? t('contract.ladder') : t('contract.ladder.of', { what: row.what })}
      size={720}
      closeOnClickOutside={false}
    >
      <Loaded query={header}>
        {(found) => opened && <Form header={found} row={row} onClose={onClose} />}
      </Loaded>
    </Modal>
  );
}
