import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { BoardView } from '@/api/types';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Button, IconButton } from '@/components/forms/Button';
import { NumberField, TextField } from '@/components/forms/fields';
import { serviceClasses } from '@/lib/board/cards';
import { t } from '@/lib/messages/t';
import { draftOf, inputOf, limitOf, swapped, valid } from './setup';
import type { BoardDraft, ColumnDraft } from './setup';
import { useSetBoard } from './useBoard';

type ColumnProps = {
  column: ColumnDraft;
  at: number;
  last: number;
  onChange: (column: ColumnDraft) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
};

function ColumnRow({ column, at, last, onChange, onMove, onRemove }: ColumnProps) {
  const name = column.title || t('board.set.new');
  const wrong = limitOf(column.limit) === undefined ? t('board.set.badLimit') : null;
  return (
    <fieldset className="bset-column">
      <legend className="sr">{name}</legend>
      <div className="bset-line">
        <TextField
          label={t('board.set.name')}
          value={column.title}
          maxLength={100}
          onValue={(title) => onChange({ ...column, title })}
        />
        <NumberField
          label={t('board.set.limit')}
          placeholder={t('board.set.noLimit')}
          value={column.limit}
          error={wrong}
          onValue={(limit) => onChange({ ...column, limit })}
        />
        <span className="bset-acts">
          <IconButton
            icon="left"
            label={t('board.set.left', { name })}
            disabled={at === 0}
            onClick={() => onMove(at - 1)}
          />
          <IconButton
            icon="right"
            label={t('board.set.right', { name })}
            disabled={at === last}
            onClick={() => onMove(at + 1)}
          />
          <IconButton
            icon="trash"
            label={t('board.set.remove', { name })}
            disabled={last === 0}
            onClick={onRemove}
          />
        </span>
      </div>
      <TextField
        label={t('board.set.states')}
        value={column.states}
        onValue={(states) => onChange({ ...column, states })}
      />
      <TextField
        label={t('board.set.policy')}
        value={column.policy}
        maxLength={2000}
        onValue={(policy) => onChange({ ...column, policy })}
      />
    </fieldset>
  );
}

const freshId = (columns: readonly ColumnDraft[]): string => {
  for (let n = columns.length + 1; ; n += 1) if (!columns.some(({ id }) => id === `c${n}`)) return `c${n}`;
};

function Form({ program, view, onClose }: { program: string; view: BoardView; onClose: () => void }) {
  const [draft, setDraft] = useState<BoardDraft>(() => draftOf(view));
  const save = useSetBoard(program, view.workstream, onClose);
  const set = (columns: ColumnDraft[]) => setDraft({ ...draft, columns });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (valid(draft)) save.mutate(inputOf(draft, view));
  };
  return (
    <form className="form" onSubmit={submit}>
      <h3>{t('board.set.columns')}</h3>
      <p className="hint dim small">{t('board.set.statesHint')}</p>
      {draft.columns.map((column, at) => (
        <ColumnRow
          key={column.id}
          column={column}
          at={at}
          last={draft.columns.length - 1}
          onChange={(changed) => set(draft.columns.map((each, index) => (index === at ? changed : each)))}
          onMove={(to) => set(swapped(draft.columns, at, to))}
          onRemove={() => set(draft.columns.filter((_each, index) => index !== at))}
        />
      ))}
      <div>
        <Button
          small
          icon="plus"
          onClick={() =>
            set([
              ...draft.columns,
              { id: freshId(draft.columns), title: '', states: '', limit: '', policy: '' },
            ])
          }
        >
          {t('board.set.add')}
        </Button>
      </div>
      <NumberField
        label={t('board.set.person')}
        placeholder={t('board.set.noLimit')}
        value={draft.person}
        error={limitOf(draft.person) === undefined ? t('board.set.badLimit') : null}
        onValue={(person) => setDraft({ ...draft, person })}
      />
      <h3>{t('board.set.classes')}</h3>
      {serviceClasses.map((each) => (
        <TextField
          key={each}
          label={t(`board.class.${each}`)}
          placeholder={t(`board.policy.${each}`)}
          value={draft.classes[each]}
          maxLength={2000}
          onValue={(text) => setDraft({ ...draft, classes: { ...draft.classes, [each]: text } })}
        />
      ))}
      <VerbConflict
        error={save.error}
        label={(field) => field}
        show={(_field, value) =>
          Array.isArray(value)
            ? value.map((each: { title?: string }) => each.title).join(', ')
            : JSON.stringify(value)
        }
        onMine={(version) => save.mutate({ ...inputOf(draft, view), version })}
        onTheirs={onClose}
        busy={save.isPending}
      />
      <div className="form-acts">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button
          type="submit"
          primary
          disabled={!valid(draft)}
          busy={save.isPending ? t('board.set.busy') : null}
        >
          {t('board.set.save')}
        </Button>
      </div>
    </form>
  );
}

type Props = { program: string; view: BoardView; opened: boolean; onClose: () => void };

/** Columns from states, limits, policies. */
export function SetUpDialog({ program, view, opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('board.set.title')}
      size={640}
      closeOnClickOutside={false}
    >
      {opened && <Form program={program} view={view} onClose={onClose} />}
    </Modal>
  );
}
