import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Tone } from '@/api/types';
import { IconButton } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { useEvidence } from './context';
import { CopyCitation } from './CopyCitation';
import { factAsOf, FactDetail } from './FactDetail';

const OPENERS = new Set(['Enter', ' ', 'e', 'E']);

type Props = { id: string; text: string; tone?: Tone | null };

/** A number that opens its evidence: click, Enter or E. Without evidence it is plain text. */
export function Fact({ id, text, tone }: Props) {
  const { facts, onOpen, openId } = useEvidence();
  const [opened, setOpened] = useState(false);
  const fact = facts[id];
  const color = tone ?? '';
  if (fact === undefined) return <span className={color}>{text}</span>;

  const shown = onOpen ? openId === id : opened;
  const open = () => (onOpen ? onOpen(id) : setOpened((now) => !now));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!OPENERS.has(event.key)) return;
    event.preventDefault();
    open();
  };
  // A span, not a button: a button never breaks like text, and would part the figure from its comma.
  const target = (
    <span
      role="button"
      tabIndex={0}
      className={`fact ${color} ${shown ? 'open' : ''}`}
      aria-expanded={shown}
      aria-label={t('fact.open', { value: text, label: fact.label })}
      onClick={open}
      onKeyDown={onKeyDown}
    >
      {text}
    </span>
  );
  if (onOpen) return target;
  return (
    <Popover
      width={330}
      position="bottom-start"
      shadow="md"
      opened={opened}
      onChange={setOpened}
      trapFocus
      returnFocus
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown className="fact-card" aria-label={fact.label}>
        <header>
          <h2>{fact.label}</h2>
          <IconButton icon="close" label={t('fact.close')} onClick={() => setOpened(false)} />
        </header>
        <FactDetail fact={fact} />
        <footer>
          <span>{factAsOf(fact)}</span>
          <CopyCitation fact={fact} />
        </footer>
      </Popover.Dropdown>
    </Popover>
  );
}
