import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { BacklogField } from '@/api/types';
import { readCell } from '@/lib/backlog/cells';
import { t } from '@/lib/messages/t';
import { errorWords, shown } from './words';

export type Leave = 'down' | 'right' | 'left' | 'stay';

type Props = {
  field: BacklogField;
  label: string;
  initial: string;
  /** The value that is saved: the same typed again is no change. */
  saved: string;
  /** What was typed, null where it stays; and where the focus goes. */
  onDone: (text: string | null, leave: Leave) => void;
};

/** The cell while it is edited. What it cannot take stays in it, with the reason; nothing typed is lost. */
export function CellEditor({ field, label, initial, saved, onDone }: Props) {
  const [text, setText] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const done = useRef(false);
  const finish = (leave: Leave) => {
    if (done.current) return;
    const read = readCell(field, text);
    if ('error' in read) {
      setError(errorWords(read.error));
      return;
    }
    done.current = true;
    onDone(text === saved ? null : text, leave);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') finish('down');
    else if (event.key === 'Tab') finish(event.shiftKey ? 'left' : 'right');
    else if (event.key === 'Escape') {
      done.current = true;
      onDone(null, 'stay');
    } else return;
    event.preventDefault();
  };
  const common = {
    'aria-label': label,
    'aria-invalid': error !== null,
    className: 'input q-editor',
    autoFocus: true,
    onKeyDown,
    onBlur: () => finish('stay'),
  };
  return (
    <span className="q-edit">
      {field.kind === 'choice' ? (
        <select {...common} value={text} onChange={(event) => setText(event.target.value)}>
          <option value="">–</option>
          {(field.choices ?? []).map((choice) => (
            <option key={choice} value={choice}>
              {shown(field, choice)}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          type={field.kind === 'date' ? 'date' : 'text'}
          inputMode={field.kind === 'date' ? undefined : 'decimal'}
          maxLength={60}
          value={text}
          title={error ?? t('backlog.edit', { field: field.label, key: '' })}
          onChange={(event) => {
            setText(event.target.value);
            setError(null);
          }}
        />
      )}
      {error !== null && (
        <span className="q-wrong" role="alert">
          {error}
        </span>
      )}
    </span>
  );
}
