import { Modal } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Icon } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';
import { ranked } from './match';
import type { Verb } from './verbs';

export type Found = { id: string; title: string; detail: string; run: () => void };
type Entry = { id: string; title: string; detail?: string; shortcut?: string; run: () => void };
type Group = { title: string; first: number; entries: Entry[] };

type Props = {
  opened: boolean;
  onClose: () => void;
  verbs: Verb[];
  query: string;
  onQuery: (query: string) => void;
  found: Found[];
  searching: boolean;
};

const MOST_PER_GROUP = 12;

function groups(verbs: Verb[], found: Found[], query: string): Group[] {
  const of = (kind: Verb['group']) =>
    ranked(
      verbs.filter((verb) => verb.group === kind),
      query,
    ).slice(0, MOST_PER_GROUP);
  const shown = [
    { title: t('palette.do'), entries: of('do') },
    { title: t('palette.go'), entries: of('go') },
    { title: t('palette.find'), entries: found },
  ].filter((group) => group.entries.length > 0);
  const before = (index: number) =>
    shown.slice(0, index).reduce((sum, group) => sum + group.entries.length, 0);
  return shown.map((group, index) => ({ ...group, first: before(index) }));
}

function step(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

/**
 * The input has the focus from the frame in which it is there, so that no letter of somebody who types on is lost; what
 * had it before gets it back, unless a page or a dialog took it meanwhile.
 */
function useFocusAtOnce() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      if (document.activeElement === document.body && before instanceof HTMLElement) {
        before.focus({ preventScroll: true });
      }
    };
  }, []);
  return input;
}

function Palette({ onClose, verbs, query, onQuery, found, searching }: Omit<Props, 'opened'>) {
  const listId = useId();
  const input = useFocusAtOnce();
  const [at, setAt] = useState(0);
  const shown = groups(verbs, found, query);
  const entries = shown.flatMap((group) => group.entries);
  const active = Math.min(at, Math.max(entries.length - 1, 0));
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = step(event.key, active, entries.length);
    if (next !== null) {
      event.preventDefault();
      setAt(next);
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(entries[active]);
    }
  };
  return (
    <div className="pal">
      <div className="pal-in">
        <Icon name="search" />
        <input
          ref={input}
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={entries.length > 0 ? `${listId}-${active}` : undefined}
          aria-label={t('shell.palette')}
          placeholder={t('shell.palette')}
          value={query}
          onChange={(event) => {
            onQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          spellCheck={false}
          autoComplete="off"
        />
        <kbd>Esc</kbd>
      </div>
      <div role="listbox" id={listId} aria-label={t('palette.label')} className="pal-list">
        {shown.map((group) => (
          <div role="group" key={group.title} aria-label={group.title}>
            <h3 aria-hidden="true">{group.title}</h3>
            {group.entries.map((entry, offset) => {
              const position = group.first + offset;
              return (
                // The input keeps the focus and carries the keyboard, as the combobox pattern asks.
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                <div
                  key={entry.id}
                  id={`${listId}-${position}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={position === active}
                  onClick={() => run(entry)}
                  onMouseMove={() => setAt(position)}
                >
                  <span className="ell">{entry.title}</span>
                  {entry.detail && <span className="dim ell">{entry.detail}</span>}
                  {entry.shortcut && <kbd>{entry.shortcut}</kbd>}
                </div>
              );
            })}
          </div>
        ))}
        {entries.length === 0 && (
          <p className="pal-none">{searching ? t('palette.searching') : t('palette.none', { query })}</p>
        )}
      </div>
      <p className="sr" role="status">
        {t('palette.results', { count: entries.length })}
      </p>
    </div>
  );
}

/** One list of what can be done, gone to and found. */
export function CommandPalette({ opened, onClose, ...rest }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      size={640}
      padding={0}
      yOffset="12vh"
      title={t('palette.label')}
      classNames={{ header: 'sr' }}
      transitionProps={{ duration: 0 }}
      returnFocus={false}
    >
      <Palette onClose={onClose} {...rest} />
    </Modal>
  );
}
