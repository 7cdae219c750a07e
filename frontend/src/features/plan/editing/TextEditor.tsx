import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { t } from '@/lib/messages/t';
import type { Draft } from './drafts';
import { FieldError } from './FieldError';
import { useFieldFocus } from './useFieldFocus';

export type After = 'down' | 'right' | 'left' | 'stay';
export type EditorProps = {
  label: string;
  onCancel: () => void;
  /** Called with the draft when it is a change or nothing changed; errors stay in the editor. */
  onDone: (draft: Draft, after: After, typed: string) => void;
};

type Props = EditorProps & {
  initial: string;
  typed: string | null;
  right?: boolean;
  read: (text: string) => Draft;
  /** What can be chosen, offered while one types. */
  choices?: readonly string[];
};

/** One line in a cell: Enter saves and moves down, Tab right, Escape cancels, leaving the cell saves. */
export function TextEditor({ label, initial, typed, right = false, read, choices, onDone, onCancel }: Props) {
  const list = useId();
  const [text, setText] = useState(typed ?? initial);
  const [error, setError] = useState<string | null>(null);
  const [field] = useFieldFocus(typed === null);
  const finish = (after: After) => {
    const draft = read(text);
    if (draft !== null && 'error' in draft) setError(t(draft.error, draft.vars));
    else onDone(draft, after, text);
  };
  return (
    <>
      <input
        ref={field}
        className={right ? 'num' : ''}
        aria-label={label}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : 'plan-field-error'}
        list={choices === undefined ? undefined : list}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setError(null);
        }}
        onKeyDown={(event) => editorKey(event, finish, onCancel)}
        onBlur={() => finish('stay')}
      />
      {choices !== undefined && (
        <datalist id={list}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
      {error !== null && <FieldError text={error} />}
    </>
  );
}

/** Enter, Tab and Escape of an open editor; everything else is typing. */
export function editorKey(event: KeyboardEvent, finish: (after: After) => void, cancel: () => void): void {
  const after: Partial<Record<string, After>> = { Enter: 'down', Tab: event.shiftKey ? 'left' : 'right' };
  const to = after[event.key];
  if (to === undefined && event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  if (to === undefined) cancel();
  else finish(to);
}
