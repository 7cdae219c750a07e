import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { headerQuery } from '@/api/queries';
import type { BlockerRow } from '@/api/types';
import { asText } from '@/components/conflict/fields';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Button } from '@/components/forms/Button';
import { ChoiceField, DateField, TextArea, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { blockerKinds, draftOf, useResolve, useSaveBlocker } from './useBlockers';
import type { BlockerKind } from './useBlockers';

type Props = { program: string; row: BlockerRow | null; onClose: () => void };

function Form({ program, row, onClose }: Props) {
  const [draft, setDraft] = useState(() => draftOf(row));
  const save = useSaveBlocker(program, onClose);
  const header = useQuery(headerQuery(program)).data;
  const names = [
    ...(header?.people ?? []).map(({ name }) => name),
    ...(header?.teams ?? []).map(({ title }) => title),
  ];
  const set = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
  const send = (version: number | null) => save.mutate({ row, draft, version });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (draft.cause.trim()) send(row?.version ?? null);
  };
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label={t('blockers.cause')}
        hint={t('blockers.causeHint')}
        value={draft.cause}
        onValue={(cause) => set({ cause })}
        maxLength={2000}
        data-autofocus
        required
      />
      <div className="field-row">
        <ChoiceField
          label={t('blockers.kind')}
          value={draft.kind}
          onValue={(kind) => set({ kind: kind as BlockerKind })}
          options={blockerKinds.map((value) => ({ value, label: t(`blockers.kind.${value}`) }))}
        />
        <DateField label={t('blockers.since')} value={draft.since} onValue={(since) => set({ since })} />
        <DateField
          label={t('blockers.expected')}
          value={draft.expected}
          onValue={(expected) => set({ expected })}
        />
      </div>
      <div className="field-row">
        <TextField
          label={t('blockers.owner')}
          hint={t('blockers.ownerHint')}
          value={draft.owner}
          onValue={(owner) => set({ owner })}
          list={names}
          maxLength={300}
        />
        <TextField
          label={t('blockers.remover')}
          value={draft.remover}
          onValue={(remover) => set({ remover })}
          list={names}
          maxLength={300}
        />
      </div>
      <TextField
        label={t('blockers.items')}
        hint={t('blockers.itemsHint')}
        value={draft.keys}
        onValue={(keys) => set({ keys })}
      />
      <TextArea label={t('blockers.note')} value={draft.note} onValue={(note) => set({ note })} />
      <VerbConflict
        error={save.error}
        label={(field) => field}
        show={(_field, value) => asText(value) || '–'}
        onMine={send}
        onTheirs={onClose}
        busy={save.isPending}
      />
      <div className="form-acts">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button
          type="submit"
          primary
          disabled={draft.cause.trim() === ''}
          busy={save.isPending ? t('board.set.busy') : null}
        >
          {t('blockers.save')}
        </Button>
      </div>
    </form>
  );
}

/** Record a blocker, or change one. */
export function BlockerDialog({
  editing,
  ...rest
}: Omit<Props, 'row'> & { editing: { row: BlockerRow | null } | null }) {
  return (
    <Modal
      opened={editing !== null}
      onClose={rest.onClose}
      title={t(editing?.row ? 'blockers.edit' : 'blockers.add')}
      size={640}
      closeOnClickOutside={false}
    >
      {editing && <Form key={editing.row?.code ?? ''} row={editing.row} {...rest} />}
    </Modal>
  );
}

export function ResolveDialog({ program, row, onClose }: Props) {
  const [note, setNote] = useState('');
  const resolve = useResolve(program, onClose);
  return (
    <Modal opened={row !== null} onClose={onClose} title={t('blockers.resolve')} size={480}>
      {row !== null && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            resolve.mutate({ row, note });
          }}
        >
          <p>{row.cause}</p>
          <TextArea label={t('blockers.how')} value={note} onValue={setNote} data-autofocus />
          <VerbConflict
            error={resolve.error}
            label={(field) => field}
            show={(_field, value) => asText(value) || '–'}
            onMine={(version) => resolve.mutate({ row: { ...row, version }, note })}
            onTheirs={onClose}
          />
          <div className="form-acts">
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button type="submit" primary busy={resolve.isPending ? t('board.set.busy') : null}>
              {t('blockers.resolve')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
