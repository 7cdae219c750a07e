import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { ItemDetail } from '@/api/types';
import { tableQuery } from '@/api/work';
import { asText } from '@/components/conflict/fields';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Button } from '@/components/forms/Button';
import { ChoiceField, DateField, NumberField, TextArea, TextField } from '@/components/forms/fields';
import { serviceClasses } from '@/lib/board/cards';
import type { MessageKey } from '@/lib/messages/en';
import { t } from '@/lib/messages/t';
import { changesOf, draftOf, kinds, ofTracker, pointsOf } from './draft';
import type { Draft, Field } from './draft';
import { useChangeItem, useRemoveItem } from './useItem';

type Props = { program: string; item: ItemDetail; readOnly: boolean; onClose: () => void };

const labelOf = (name: string): string => t(`item.field.${name}` as MessageKey);
const asksWhy = (error: unknown): boolean =>
  ((error as { details?: { problems?: { id: string }[] | null } } | null)?.details?.problems ?? []).some(
    ({ id }) => id === 'wip-limit',
  );

/** All that people may set of an item. What was typed stays until it is saved or the drawer is closed. */
export function ItemForm({ program, item, readOnly, onClose }: Props) {
  const before = draftOf(item);
  const [draft, setDraft] = useState<Draft>(before);
  const [reason, setReason] = useState('');
  const table = useQuery(tableQuery(program)).data;
  const save = useChangeItem(program, () => setReason(''));
  const remove = useRemoveItem(program, onClose);
  const set = (name: Field) => (value: string) => setDraft({ ...draft, [name]: value });
  const off = (name: Field) => readOnly || (!item.own && ofTracker.has(name));
  const changes = changesOf(draft, before);
  const wrong = draft.title.trim() === '' || pointsOf(draft.points) === undefined;
  const send = (version: number) => save.mutate({ id: item.key, version, fields: changes, reason });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!wrong && Object.keys(changes).length > 0) send(item.version);
  };
  const states = [...new Set([...Object.keys(table?.states ?? {}), item.status])].filter(Boolean);
  const streams = table?.workstreams ?? [];
  const people = [...new Set(table?.items.assignee ?? [])].filter(Boolean).slice(0, 500);
  const text = (name: Field, more: Partial<Parameters<typeof TextField>[0]> = {}) => (
    <TextField label={labelOf(name)} value={draft[name]} onValue={set(name)} disabled={off(name)} {...more} />
  );
  return (
    <form className="form" onSubmit={submit}>
      {text('title', {
        maxLength: 2000,
        required: true,
        error: draft.title.trim() === '' ? t('item.needsTitle') : null,
      })}
      <div className="field-row">
        <ChoiceField
          label={labelOf('status')}
          value={draft.status}
          onValue={set('status')}
          disabled={off('status')}
          options={states.map((value) => ({ value, label: value }))}
        />
        {text('kind', { list: kinds })}
        {text('assignee', { list: people })}
      </div>
      <div className="field-row">
        <DateFieldOff label={labelOf('due')} value={draft.due} onValue={set('due')} disabled={off('due')} />
        <NumberField
          label={labelOf('points')}
          value={draft.points}
          onValue={set('points')}
          disabled={off('points')}
          error={pointsOf(draft.points) === undefined ? t('item.badPoints') : null}
        />
        {text('priority')}
      </div>
      <div className="field-row">
        <ChoiceField
          label={labelOf('workstream')}
          value={draft.workstream}
          onValue={set('workstream')}
          disabled={off('workstream')}
          options={[
            { value: '', label: t('item.noStream') },
            ...streams.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <ChoiceField
          label={labelOf('service_class')}
          value={draft.service_class}
          onValue={set('service_class')}
          disabled={off('service_class')}
          options={serviceClasses.map((value) => ({ value, label: t(`board.class.${value}`) }))}
        />
      </div>
      {text('parent', { hint: t('item.field.parentHint') })}
      {text('activity', { hint: t('item.field.activityHint') })}
      <TextArea
        label={labelOf('description')}
        value={draft.description}
        onValue={set('description')}
        rows={4}
        disabled={off('description')}
      />
      {asksWhy(save.error) && (
        <TextField
          label={t('board.why.reason')}
          hint={t('board.why.hint')}
          value={reason}
          onValue={setReason}
        />
      )}
      <VerbConflict
        error={save.error ?? remove.error}
        label={labelOf}
        show={(_field, value) => asText(value) || '–'}
        onMine={(version) => (save.error ? send(version) : remove.mutate({ id: item.key, version }))}
        onTheirs={() => {
          setDraft(before);
          save.reset();
          remove.reset();
        }}
        busy={save.isPending}
      />
      {!readOnly && (
        <div className="form-acts">
          {item.own && (
            <Button
              danger
              ghost
              icon="trash"
              onClick={() => remove.mutate({ id: item.key, version: item.version })}
            >
              {t('item.remove')}
            </Button>
          )}
          <Button
            type="submit"
            primary
            disabled={wrong || Object.keys(changes).length === 0}
            busy={save.isPending ? t('item.busy') : null}
          >
            {t('item.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

function DateFieldOff({ disabled, ...rest }: Parameters<typeof DateField>[0] & { disabled: boolean }) {
  return disabled ? <TextField {...rest} disabled /> : <DateField {...rest} />;
}
