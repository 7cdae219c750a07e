import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Called } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { called, calling } from './calling';

type Props = {
  label: string;
  members: readonly Called[];
  text: string;
  onText: (text: string) => void;
  verb: string;
  busy: boolean;
  focused?: boolean;
  onSend: () => void;
  onCancel?: () => void;
};

/** Where a comment is written: @ offers the members, Ctrl Enter sends, Escape leaves. */
export function CommentBox({ label, members, text, onText, verb, busy, focused, onSend, onCancel }: Props) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(text.length);
  const [at, setAt] = useState(0);
  const [shut, setShut] = useState(false);
  const offer = shut ? null : calling(text, caret, members);
  const chosen = offer?.people[Math.min(at, offer.people.length - 1)];

  useLayoutEffect(() => {
    if (focused) area.current?.focus();
  }, [focused]);
  useLayoutEffect(() => {
    area.current?.setSelectionRange(caret, caret);
    // only after a name was put in: typing moves the caret by itself
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shut]);

  const pick = (name: string) => {
    if (offer === null) return;
    const next = called(text, caret, offer, name);
    onText(next.text);
    setCaret(next.caret);
    setShut(true);
    setAt(0);
    area.current?.focus();
  };
  const send = () => {
    if (text.trim() === '' || busy) return;
    onSend();
  };
  const onOffer = (event: KeyboardEvent): boolean => {
    if (offer === null || chosen === undefined) return false;
    const count = offer.people.length;
    if (event.key === 'ArrowDown') setAt((at + 1) % count);
    else if (event.key === 'ArrowUp') setAt((at + count - 1) % count);
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab')
      pick(chosen.name);
    else if (event.key === 'Escape') setShut(true);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const taken = onOffer(event);
    if (!taken && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
    else if (!taken && event.key === 'Escape' && onCancel) onCancel();
    else if (!taken) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      className="comment-box"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={area}
        className="input area"
        rows={2}
        aria-label={label}
        placeholder={label}
        aria-autocomplete="list"
        aria-controls={offer ? `${id}-offer` : undefined}
        aria-activedescendant={offer && chosen ? `${id}-${chosen.id}` : undefined}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
          setCaret(event.target.selectionStart);
          setShut(false);
          setAt(0);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      {offer && (
        <div className="mention-offer" role="listbox" id={`${id}-offer`} aria-label={t('discuss.offer')}>
          {offer.people.map((who) => (
            <div
              key={who.id}
              id={`${id}-${who.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={who === chosen}
              onPointerDown={(event) => {
                event.preventDefault();
                pick(who.name);
              }}
            >
              {who.name}
            </div>
          ))}
        </div>
      )}
      <div className="comment-acts">
        <span className="dim small">{t('discuss.marks')}</span>
        {onCancel && (
          <Button small onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        )}
        <Button
          small
          primary
          type="submit"
          title={`${verb} (Ctrl Enter)`}
          disabled={text.trim() === ''}
          busy={busy ? t('discuss.busy') : null}
        >
          {verb}
        </Button>
      </div>
    </form>
  );
}
