import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { ChoiceField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { DialogFoot } from '@/features/delivery/DialogFoot';
import type { GateRow } from '@/features/delivery/types';
import { useAddGate, useChangeGate } from '@/features/delivery/useDelivery';
import { wordsOf } from './criteria';
import type { Person } from './people';

type Props = {
  program: string;
  /** Without a gate, one is added to one of the milestones; one that is there can be moved to one of them. */
  row: GateRow | null;
  milestones: readonly { id: string; title: string }[];
  people: readonly Person[];
  onClose: () => void;
};

/** A new gate, or of which milestone one is and who may decide it. */
export function GateDialog({ program, row, milestones, people, onClose }: Props) {
  const [picked, setActivity] = useState(row?.view.gate.activity ?? '');
  const [approvers, setApprovers] = useState<string[]>(row?.view.gate.approvers ?? []);
  const activity = picked || (milestones[0]?.id ?? ''); // they may come after the dialog is open
  const add = useAddGate(program, onClose);
  const change = useChangeGate(program, onClose);
  const send = (version: number | null) => {
    if (row === null) add.mutate({ activity, approvers });
    else change.mutate({ gate: row.view.gate.id, version, activity, approvers });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    send(row?.version ?? null);
  };
  const toggle = (id: string) =>
    setApprovers((now) => (now.includes(id) ? now.filter((each) => each !== id) : [...now, id]));
  const nothing = milestones.length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={row ? row.view.title : t('gates.add')}
      size={520}
      closeOnClickOutside={false}
    >
      <form className="form" onSubmit={submit} noValidate>
        {nothing && <p>{t('gates.noMilestones')}</p>}
        {!nothing && (
          <ChoiceField
            label={t(row === null ? 'gates.addFor' : 'gates.milestone')}
            value={activity}
            onValue={setActivity}
            options={milestones.map(({ id, title }) => ({ value: id, label: title }))}
          />
        )}
        {!nothing && (
          <fieldset className="g-people">
            <legend>{t('gates.approvers')}</legend>
            <p className="hint">{t('gates.approversHint')}</p>
            {people.map(({ id, name }) => (
              <label key={id}>
                <input type="checkbox" checked={approvers.includes(id)} onChange={() => toggle(id)} /> {name}
              </label>
            ))}
          </fieldset>
        )}
        <DialogFoot
          error={add.error ?? change.error}
          show={wordsOf}
          onMine={send}
          onTheirs={onClose}
          verb={t(row ? 'gates.save' : 'gates.add')}
          busy={add.isPending || change.isPending ? t('gates.busy') : null}
          disabled={nothing}
        />
      </form>
    </Modal>
  );
}
