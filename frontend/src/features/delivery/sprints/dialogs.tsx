import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { asText } from '@/components/conflict/fields';
import { ChoiceField, DateField, TextArea, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { DialogFoot } from '@/features/delivery/DialogFoot';
import type { SprintRoom, SprintView, StoredSprint } from '@/features/delivery/types';
import { useAddSprint, useChangeSprint, useClose } from '@/features/delivery/useDelivery';
import { begin, leftOf, missing, sayOfAll, sent } from './closing';

type EditProps = { program: string; room: SprintRoom; row: StoredSprint | null; onClose: () => void };

/** A new sprint on the days of the cadence, or the name, goal and days of one. */
export function SprintDialog({ program, room, row, onClose }: EditProps) {
  const [title, setTitle] = useState(row?.title ?? '');
  const [goal, setGoal] = useState(row?.goal ?? '');
  const [start, setStart] = useState(row?.start ?? room.next_start);
  const [finish, setFinish] = useState(row?.finish ?? room.next_finish);
  const add = useAddSprint(program, room.workstream, onClose);
  const change = useChangeSprint(program, onClose);
  const fields = { title, goal, start, finish };
  const undated = start === '' || finish === '';
  const send = (version: number | null) => {
    if (row === null) add.mutate(fields);
    else change.mutate({ code: row.code, version, ...fields });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!undated) send(row?.version ?? null);
  };
  const busy = add.isPending || change.isPending;
  return (
    <Modal
      opened
      onClose={onClose}
      title={row ? t('sprints.editOf', { title: row.title }) : t('sprints.plan')}
      size={520}
      closeOnClickOutside={false}
    >
      <form className="form" onSubmit={submit} noValidate>
        <TextField
          label={t('sprints.name')}
          value={title}
          onValue={setTitle}
          maxLength={300}
          data-autofocus
        />
        <TextArea
          label={t('sprints.goal')}
          hint={t('sprints.goalHint')}
          value={goal}
          onValue={setGoal}
          maxLength={5000}
        />
        <div className="d-pair">
          <DateField label={t('sprints.start')} value={start} onValue={setStart} required />
          <DateField
            label={t('sprints.finish')}
            value={finish}
            onValue={setFinish}
            required
            error={undated ? t('sprints.needDays') : null}
          />
        </div>
        <DialogFoot
          error={add.error ?? change.error}
          show={(_name, value) => asText(value)}
          onMine={send}
          onTheirs={onClose}
          verb={t(row ? 'sprints.save' : 'sprints.plan')}
          busy={busy ? t('sprints.busy') : null}
        />
      </form>
    </Modal>
  );
}

type CloseProps = { program: string; view: SprintView; planned: readonly SprintView[]; onClose: () => void };

/** Of each item that is not done: where it goes, and why. */
export function CloseDialog({ program, view, planned, onClose }: CloseProps) {
  const left = leftOf(view);
  const [outcomes, setOutcomes] = useState(() => begin(left, planned));
  const [all, setAll] = useState(() => ({ to: planned[0]?.sprint.code ?? '', reason: '' }));
  const [tried, setTried] = useState(false);
  const close = useClose(program, onClose);
  const targets = [
    ...planned.map(({ sprint }) => ({ value: sprint.code, label: sprint.title })),
    { value: '', label: t('sprints.backlog') },
  ];
  const unsaid = missing(left, outcomes);
  const send = (version: number) =>
    close.mutate({ code: view.sprint.code, version, outcomes: sent(left, outcomes) });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (unsaid.length === 0) send(view.sprint.version);
  };
  const edit = (key: string, change: { to?: string; reason?: string }) =>
    setOutcomes((now) => ({ ...now, [key]: { to: '', reason: '', ...now[key], ...change } }));
  const editAll = (change: { to?: string; reason?: string }) => {
    const next = { ...all, ...change };
    setAll(next);
    setOutcomes((now) => sayOfAll(now, all, next));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sprints.closeOf', { title: view.sprint.title })}
      size={860}
      closeOnClickOutside={false}
    >
      <form className="form" onSubmit={submit} noValidate>
        <p>{t(left.length > 0 ? 'sprints.closeLead' : 'sprints.closeAll')}</p>
        <ul className="s-close">
          {left.length > 1 && (
            <li className="all">
              <span>{t('sprints.ofAll', { n: left.length })}</span>
              <ChoiceField
                label={t('sprints.toOfAll')}
                hideLabel
                value={all.to}
                onValue={(to) => editAll({ to })}
                options={targets}
              />
              <TextField
                label={t('sprints.reasonOfAll')}
                hideLabel
                placeholder={t('sprints.reason')}
                value={all.reason}
                onValue={(reason) => editAll({ reason })}
                maxLength={1000}
              />
            </li>
          )}
          {left.map((item) => (
            <li key={item.key}>
              <span>
                <b>{item.key}</b> {item.title}
              </span>
              <ChoiceField
                label={t('sprints.toOf', { key: item.key })}
                hideLabel
                value={outcomes[item.key]?.to ?? ''}
                onValue={(to) => edit(item.key, { to })}
                options={targets}
              />
              <TextField
                label={t('sprints.reasonOf', { key: item.key })}
                hideLabel
                placeholder={t('sprints.reason')}
                value={outcomes[item.key]?.reason ?? ''}
                onValue={(reason) => edit(item.key, { reason })}
                maxLength={1000}
                error={tried && unsaid.includes(item.key) ? t('sprints.needReason') : null}
              />
            </li>
          ))}
        </ul>
        <DialogFoot
          error={close.error}
          show={(_name, value) => asText(value)}
          onMine={send}
          onTheirs={onClose}
          verb={t('sprints.close')}
          busy={close.isPending ? t('sprints.busy') : null}
        />
      </form>
    </Modal>
  );
}
