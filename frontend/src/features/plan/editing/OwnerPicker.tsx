import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Avatar } from '@/components/people/Avatar';
import { fold } from '@/lib/plan/data/filter';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import { ownerDraft } from './drafts';
import { editorKey, type After, type EditorProps } from './TextEditor';
import { useFieldFocus } from './useFieldFocus';

type Props = EditorProps & { model: PlanModel; row: number; typed: string | null };
type Choice = { index: number; id: string | null; name: string };

const MOST = 8;

/** Type a name, pick with the arrows, Enter. The first choice is nobody. */
export function OwnerPicker({ model, row, typed, label, onDone, onCancel }: Props) {
  const before = model.columns.activities.owner[row] ?? -1;
  const [text, setText] = useState(typed ?? '');
  const choices = choicesFor(model, text);
  const [active, setActive] = useState(0);
  const [field] = useFieldFocus(typed === null);
  const pick = (choice: Choice | undefined, after: After) => {
    if (choice === undefined) onCancel();
    else onDone(ownerDraft(choice.id, choice.index, before), after, choice.name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setActive((active + by + choices.length) % Math.max(1, choices.length));
      return;
    }
    editorKey(event, (after) => pick(choices[active], after), onCancel);
  };
  return (
    <Popover
      opened
      withRoles={false}
      width={240}
      position="bottom-start"
      offset={4}
      trapFocus={false}
      closeOnEscape={false}
      onChange={(opened) => !opened && onCancel()}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className="owner-anchor" />
      </Popover.Target>
      <Popover.Dropdown className="pl-pop pl-people" role="dialog" aria-label={label}>
        <input
          ref={field}
          role="combobox"
          aria-expanded="true"
          aria-controls="plan-people"
          aria-activedescendant={choices.length > 0 ? `plan-person-${active}` : undefined}
          aria-label={label}
          placeholder={t('plan.owner.find')}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div id="plan-people" role="listbox" aria-label={label}>
          {choices.map((choice, i) => {
            const person = model.columns.people[choice.index];
            return (
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the combobox holds the keys
              <div
                key={choice.id ?? '-'}
                id={`plan-person-${i}`}
                role="option"
                aria-selected={i === active}
                tabIndex={-1}
                onClick={() => pick(choice, 'stay')}
              >
                {person === undefined ? <span className="av" /> : <Avatar person={person} size={19} />}
                {choice.name}
              </div>
            );
          })}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function choicesFor(model: PlanModel, text: string): Choice[] {
  const needle = fold(text.trim());
  const people = model.columns.people.map((person, index) => ({ index, id: person.id, name: person.name }));
  if (needle === '') return [{ index: -1, id: null, name: t('plan.owner.nobody') }, ...people.slice(0, MOST)];
  return people.filter((person) => fold(person.name).includes(needle)).slice(0, MOST);
}
