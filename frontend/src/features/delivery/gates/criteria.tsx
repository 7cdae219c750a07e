import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { asText } from '@/components/conflict/fields';
import { ChoiceField, DateField, TextArea } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { DialogFoot } from '@/features/delivery/DialogFoot';
import type { Criterion, GateRow, Side } from '@/features/delivery/types';
import { useCriterion, useMeet } from '@/features/delivery/useDelivery';
import { options } from './people';
import type { Person } from './people';

type CriterionProps = {
  program: string;
  gate: GateRow;
  side: Side;
  row: Criterion | null;
  people: readonly Person[];
  onClose: () => void;
};

/** The sides of a stale gate are long lists: their texts are enough to see what differs. */
export const wordsOf = (_name: string, value: unknown): string =>
  Array.isArray(value)
    ? value.map((each: unknown) => asText((each as { text?: unknown }).text)).join('; ')
    : asText(value);

/** A new criterion, or the words, owner and day of one. */
export function CriterionDialog({ program, gate, side, row, people, onClose }: CriterionProps) {
  const [text, setText] = useState(row?.text ?? '');
  const [owner, setOwner] = useState(row?.owner ?? '');
  const [due, setDue] = useState(row?.due ?? '');
  const [tried, setTried] = useState(false);
  const save = useCriterion(program, onClose);
  const send = (version: number) =>
    save.mutate({
      gate: gate.view.gate.id,
      version,
      id: row?.id ?? null,
      side,
      fields: { text, owner: owner || null, due: due || null },
    });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim() !== '') send(gate.version);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={row ? t('gates.criterion') : t(`gates.addCriterion.${side}`)}
      size={520}
      closeOnClickOutside={false}
    >
      <form className="form" onSubmit={submit} noValidate>
        <TextArea
          label={t('gates.criterionText')}
          value={text}
          onValue={setText}
          maxLength={2000}
          required
          error={tried && text.trim() === '' ? t('gates.needText') : null}
          data-autofocus
        />
        <ChoiceField
          label={t('gates.owner')}
          value={owner}
          onValue={setOwner}
          options={options(people, t('gates.nobody'))}
        />
        <DateField label={t('gates.due')} hint={t('gates.dueHint')} value={due} onValue={setDue} />
        <DialogFoot
          error={save.error}
          show={wordsOf}
          onMine={send}
          onTheirs={onClose}
          verb={t('gates.save')}
          busy={save.isPending ? t('gates.busy') : null}
        />
      </form>
    </Modal>
  );
}

type MeetProps = { program: string; gate: GateRow; row: Criterion; onClose: () => void };

/** Met today, with what shows it; or open again. */
export function MeetDialog({ program, gate, row, onClose }: MeetProps) {
  const [evidence, setEvidence] = useState(row.evidence);
  const meet = useMeet(program, onClose);
  const met = row.done === null;
  const send = (version: number) =>
    meet.mutate({ gate: gate.view.gate.id, version, id: row.id, met, evidence });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    send(gate.version);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(met ? 'gates.meet' : 'gates.reopen', { text: row.text })}
      size={520}
      closeOnClickOutside={false}
    >
      <form className="form" onSubmit={submit} noValidate>
        {met && (
          <TextArea
            label={t('gates.evidence')}
            hint={t('gates.evidenceHint')}
            value={evidence}
            onValue={setEvidence}
            maxLength={2000}
            data-autofocus
          />
        )}
        <DialogFoot
          error={meet.error}
          show={wordsOf}
          onMine={send}
          onTheirs={onClose}
          verb={t(met ? 'gates.met' : 'gates.notMet')}
          busy={meet.isPending ? t('gates.busy') : null}
        />
      </form>
    </Modal>
  );
}
