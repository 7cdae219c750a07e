import { useLayoutEffect, useRef, useState } from 'react';
import type { Discussion, Said } from '@/api/types';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { conflictOf } from '@/components/conflict/fields';
import { Loaded } from '@/components/feedback/Loaded';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { Avatar } from '@/components/people/Avatar';
import { instant, inZone } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { CommentBox } from './CommentBox';
import { Markdown } from './Markdown';
import { typedSince, useDiscuss, useDiscussion } from './useDiscussion';
import type { Subject } from './useDiscussion';
import './discussion.css';

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The button that opened a form in its place has the focus again when the form is gone. */
function useBackTo(open: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(open);
  useLayoutEffect(() => {
    if (was.current && !open && document.activeElement === document.body) button.current?.focus();
    was.current = open;
  }, [open]);
  return button;
}

type PartProps = { on: Subject; discussion: Discussion };

function Edit({ on, discussion, said, onClose }: PartProps & { said: Said; onClose: () => void }) {
  const [text, setText] = useState(said.text);
  const save = useDiscuss(on, (sent) => {
    if (text === sent) onClose();
  });
  const send = (version: number) => save.mutate({ do: 'change', comment: said.id, version, text });
  const stale = conflictOf(save.error) !== null;
  return (
    <>
      <CommentBox
        label={t('discuss.edit')}
        members={discussion.members}
        text={text}
        onText={setText}
        verb={t('action.save')}
        busy={save.isPending}
        focused
        onSend={() => send(said.version)}
        onCancel={onClose}
      />
      {stale ? (
        <VerbConflict
          error={save.error}
          label={() => t('discuss.text')}
          show={(_field, value) => (typeof value === 'string' ? value : '')}
          onMine={send}
          onTheirs={onClose}
        />
      ) : (
        <FormError error={save.error} />
      )}
    </>
  );
}

function Comment({ on, discussion, said }: PartProps & { said: Said }) {
  const [editing, setEditing] = useState(false);
  const edit = useBackTo(editing);
  const remove = useDiscuss(on, () => undefined);
  if (said.removed) return <p className="comment dim">{t('discuss.removed', { name: said.by.name })}</p>;
  const when = instant(inZone(said.created, here()));
  return (
    <article className="comment" aria-label={t('discuss.by', { name: said.by.name, when })}>
      <header>
        <Avatar person={said.by} size={20} />
        <b>{said.by.name}</b>
        <span className="dim small">
          {when} {said.edited && t('discuss.edited')}
        </span>
        {said.mine && !editing && (
          <span className="comment-own">
            <button ref={edit} type="button" className="linkish" onClick={() => setEditing(true)}>
              {t('discuss.edit')}
            </button>
            <button
              type="button"
              className="linkish"
              disabled={remove.isPending}
              onClick={() => remove.mutate({ do: 'remove', comment: said.id })}
            >
              {t('discuss.remove')}
            </button>
          </span>
        )}
      </header>
      {editing ? (
        <Edit on={on} discussion={discussion} said={said} onClose={() => setEditing(false)} />
      ) : (
        <Markdown text={said.text} names={said.mentions.map(({ name }) => name)} />
      )}
      <FormError error={remove.error} />
    </article>
  );
}

function Talk({ on, discussion, thread }: PartProps & { thread: Discussion['threads'][number] }) {
  const [answering, setAnswering] = useState(false);
  const [text, setText] = useState('');
  const begin = useBackTo(answering);
  const [open, setOpen] = useState(thread.resolved === null);
  const answer = useDiscuss(on, (sent) => {
    const rest = typedSince(sent, text);
    setText(rest);
    setAnswering(rest !== '');
  });
  const resolve = useDiscuss(on, () => setOpen(thread.resolved !== null));
  if (thread.resolved !== null && !open) {
    return (
      <li className="talk resolved">
        <span className="dim">{t('discuss.resolvedBy', { name: thread.resolved_by })}</span>
        <button type="button" className="linkish" onClick={() => setOpen(true)}>
          {t('discuss.showResolved', { count: thread.comments.length })}
        </button>
      </li>
    );
  }
  return (
    <li className="talk">
      {thread.comments.map((said) => (
        <Comment key={said.id} on={on} discussion={discussion} said={said} />
      ))}
      {answering ? (
        <CommentBox
          label={t('discuss.answer')}
          members={discussion.members}
          text={text}
          onText={setText}
          verb={t('discuss.answer')}
          busy={answer.isPending}
          focused
          onSend={() => answer.mutate({ do: 'add', text, thread: thread.id })}
          onCancel={() => setAnswering(false)}
        />
      ) : (
        <div className="talk-acts">
          <Button ref={begin} small ghost onClick={() => setAnswering(true)}>
            {t('discuss.answer')}
          </Button>
          <Button
            small
            ghost
            disabled={resolve.isPending}
            onClick={() =>
              resolve.mutate({ do: 'resolve', comment: thread.id, resolved: thread.resolved === null })
            }
          >
            {t(thread.resolved === null ? 'discuss.resolve' : 'discuss.reopen')}
          </Button>
        </div>
      )}
      <FormError error={answer.error ?? resolve.error} />
    </li>
  );
}

function Watching({ on, discussion }: PartProps) {
  const watch = useDiscuss(on, () => undefined);
  return (
    <label className="watching" title={t('discuss.watchHint')}>
      <input
        type="checkbox"
        checked={discussion.watching}
        disabled={watch.isPending}
        onChange={(event) => watch.mutate({ do: 'watch', on: event.target.checked })}
      />
      {t('discuss.watch')}
    </label>
  );
}

function Body({ on, discussion }: PartProps) {
  const [text, setText] = useState('');
  const add = useDiscuss(on, (sent) => setText((now) => typedSince(sent, now)));
  return (
    <>
      <ul className="talks">
        {discussion.threads.map((thread) => (
          <Talk
            key={`${thread.id}-${thread.resolved ?? ''}`}
            on={on}
            discussion={discussion}
            thread={thread}
          />
        ))}
      </ul>
      <CommentBox
        label={t('discuss.add')}
        members={discussion.members}
        text={text}
        onText={setText}
        verb={t('discuss.send')}
        busy={add.isPending}
        onSend={() => add.mutate({ do: 'add', text })}
      />
      <FormError error={add.error} />
    </>
  );
}

/** What people say about one record: threads, oldest first, and a place to begin one. */
export function Thread({ program, kind, id }: Subject) {
  const on = { program, kind, id };
  const query = useDiscussion(on);
  return (
    <section className="discussion" aria-label={t('discuss.title')}>
      <header>
        <h3>{t('discuss.title')}</h3>
        {query.data && <Watching on={on} discussion={query.data} />}
      </header>
      <Loaded query={query} rows={2}>
        {(discussion) => <Body on={on} discussion={discussion} />}
      </Loaded>
    </section>
  );
}
