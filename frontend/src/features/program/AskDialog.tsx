import { Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { patch, path } from '@/api/client';
import { headerQuery, keys } from '@/api/queries';
import type { HeaderAsk, ProgramHeader } from '@/api/types';
import { FormEnd } from '@/components/conflict/FormEnd';
import type { FormFields } from '@/components/conflict/fields';
import { useStaleForm } from '@/components/conflict/useStaleForm';
import { Loaded } from '@/components/feedback/Loaded';
import { useSay } from '@/components/feedback/Notices';
import { Button } from '@/components/forms/Button';
import { ChoiceField, DateField, TextArea, TextField } from '@/components/forms/fields';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';

/** The first ask is the one on the page; the others stay as they are. */
type Draft = { text: string; to: string; by: string; ifNot: string; rest: HeaderAsk[] };
type Person = ProgramHeader['people'][number];

export function draftOf([ask, ...rest]: readonly HeaderAsk[]): Draft {
  return { text: ask?.text ?? '', to: ask?.to ?? '', by: ask?.by ?? '', ifNot: ask?.if_not ?? '', rest };
}

/** No text is no ask. */
export function asksOf({ text, to, by, ifNot, rest }: Draft): HeaderAsk[] {
  if (text.trim() === '') return rest;
  return [{ text: text.trim(), to: to || null, by: by || null, if_not: ifNot.trim() }, ...rest];
}

export function askFields(people: readonly Person[]): FormFields<Draft> {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  return {
    asks: {
      label: t('program.ask'),
      of: (draft) => draftOf(asksOf(draft)),
      read: (theirs) => draftOf(theirs as HeaderAsk[]),
      show: ({ text, to, by, ifNot }) =>
        [
          text,
          to && t('program.toDecide', { name: nameOf(to) }),
          by && t('program.askBy', { when: day(by) }),
          ifNot && t('program.ifNot', { text: ifNot }),
        ]
          .filter(Boolean)
          .join('\n') || t('program.noAsk'),
    },
  };
}

function Form({ header, onClose }: { header: ProgramHeader; onClose: () => void }) {
  const client = useQueryClient();
  const say = useSay();
  const fields = askFields(header.people);
  const form = useStaleForm(draftOf(header.asks), header.version, fields);
  const { draft, change } = form;
  const save = useMutation({
    mutationFn: (asks: HeaderAsk[]) => patch(path('programs', header.id), { version: form.version, asks }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.program(header.id) });
      say(t('program.ask.saved'));
      onClose();
    },
    onError: (error) => void form.refuse(error),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (form.undecided) return;
    if (form.changed.length === 0) onClose();
    else save.mutate(asksOf(draft));
  };
  const people = [
    { value: '', label: t('risks.form.nobody') },
    ...header.people.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextArea
        label={t('program.ask.text')}
        hint={t('program.ask.textHint')}
        value={draft.text}
        onValue={(text) => change('text', text)}
        data-autofocus
      />
      <div className="field-row">
        <ChoiceField
          label={t('program.ask.to')}
          value={draft.to}
          onValue={(id) => change('to', id)}
          options={people}
        />
        <DateField label={t('program.ask.by')} value={draft.by} onValue={(date) => change('by', date)} />
      </div>
      <TextField
        label={t('program.ask.ifNot')}
        value={draft.ifNot}
        onValue={(text) => change('ifNot', text)}
      />
      <FormEnd
        form={form}
        fields={fields}
        save={save}
        verb={t('action.save')}
        busy={t('settings.busy')}
        onCancel={onClose}
      >
        {header.asks.length > 0 && (
          <Button ghost danger onClick={() => save.mutate(draft.rest)}>
            {t('program.ask.remove')}
          </Button>
        )}
      </FormEnd>
    </form>
  );
}

type Props = { program: string; opened: boolean; onClose: () => void };

/** What the program needs decided: by whom, by when, and what happens otherwise. */
export function AskDialog({ program, opened, onClose }: Props) {
  const header = useQuery({ ...headerQuery(program), enabled: opened });
  return (
    <Modal opened={opened} onClose={onClose} title={t('program.ask')} size={560} closeOnClickOutside={false}>
      <Loaded query={header}>{(data) => <Form header={data} onClose={onClose} />}</Loaded>
    </Modal>
  );
}
