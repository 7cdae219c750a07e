import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { ItemTable } from '@/api/types';
import { t } from '@/lib/messages/t';
import type { Column } from './columns';

type Props = {
  table: ItemTable;
  column: Column;
  label: string;
  initial: string;
  /** What was typed; null leaves it as it was. */
  onDone: (text: string | null) => void;
};

const kinds = ['initiative', 'epic', 'feature', 'story', 'task', 'bug', 'spike'];

/** The cell while it is edited: Enter saves, Escape leaves it as it was. */
export function Editor({ table, column, label, initial, onDone }: Props) {
  const [text, setText] = useState(initial);
  const done = useRef(false);
  const finish = (value: string | null) => {
    if (done.current) return;
    done.current = value === null || value === initial;
    onDone(value === initial ? null : value);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish(text);
    else if (event.key === 'Escape') finish(null);
    else if (event.key !== 'Tab') {
      event.stopPropagation();
      return;
    }
    if (event.key === 'Tab') finish(text);
    else event.preventDefault();
    event.stopPropagation();
  };
  const plain = {
    'aria-label': label,
    value: text,
    className: 'input w-editor',
    onKeyDown: keys,
    onBlur: () => finish(text),
    autoFocus: true,
  };
  if (column === 'status' || column === 'workstream') {
    const options =
      column === 'status'
        ? Object.keys(table.states).map((value) => ({ value, title: value }))
        : [
            { value: '', title: t('work.nothing') },
            ...table.workstreams.map(({ id, title }) => ({ value: id, title })),
          ];
    return (
      <select {...plain} onChange={(event) => setText(event.target.value)}>
        {options.map(({ value, title }) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    );
  }
  const list = column === 'kind' ? kinds : undefined;
  return (
    <>
      <input
        {...plain}
        type={column === 'due' ? 'date' : 'text'}
        maxLength={2000}
        list={list ? 'work-kinds' : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      {list && (
        <datalist id="work-kinds">
          {list.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </>
  );
}
