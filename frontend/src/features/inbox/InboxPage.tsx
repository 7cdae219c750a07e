import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Shelf } from '@/api/inbox';
import type { InboxNotice, Reason } from '@/api/types';
import { Thread } from '@/components/discussion/Thread';
import { useRecordHref } from '@/components/facts/context';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState, FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { instant, inZone } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { useInbox, useMark } from './useInbox';
import './inbox.css';

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const shelves: Shelf[] = ['open', 'unread', 'done'];
const reasons: Reason[] = ['mention', 'comment', 'change', 'escalation'];

/** The address of what a notice tells of; of an activity, with its form open. */
function useNoticeHref() {
  const href = useRecordHref();
  return ({ kind, record, program }: InboxNotice): string | null => {
    const found = href(kind, record, program.id);
    return kind === 'activity' && found !== null ? `${found}&activity=${encodeURIComponent(record)}` : found;
  };
}

function Line({ notice, on, onChoose }: { notice: InboxNotice; on: boolean; onChoose: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (on && document.activeElement?.closest('.notice-list')) button.current?.focus();
  }, [on]);
  const did = t('inbox.did', { who: notice.by, text: notice.text });
  return (
    <li>
      <button
        ref={button}
        type="button"
        className={`notice-line ${notice.read ? '' : 'unread'}`}
        aria-pressed={on}
        tabIndex={on ? 0 : -1}
        onClick={onChoose}
      >
        <span className="notice-did">
          {!notice.read && <span className="sr">{t('inbox.unread')}: </span>}
          {notice.count > 1 && `${t('inbox.times', { count: notice.count })} `}
          {did}
        </span>
        {notice.excerpt && <span className="notice-quote">{notice.excerpt}</span>}
        <span className="notice-meta dim">
          {notice.program.title} · {t(`inbox.reason.${notice.reason}`)} · {instant(inZone(notice.at, here()))}
        </span>
      </button>
    </li>
  );
}

type Acts = { onDone: () => void; onUnread: () => void };

function Detail({ notice, onDone, onUnread }: { notice: InboxNotice } & Acts) {
  const href = useNoticeHref()(notice);
  return (
    <section className="card inbox-detail" aria-label={notice.title}>
      <header>
        <h2 className="ell" title={notice.title}>
          {notice.title}
        </h2>
        <span className="more">
          {href !== null && (
            <Link className="btn sm" to={href} title={`${t('inbox.open')} (Enter)`}>
              {t('inbox.open')}
            </Link>
          )}
          <Button small title={`${t('inbox.markUnread')} (U)`} onClick={onUnread}>
            {t('inbox.markUnread')}
          </Button>
          <Button small primary icon="check" title={`${t('inbox.done')} (E)`} onClick={onDone}>
            {t(notice.done ? 'inbox.undone' : 'inbox.done')}
          </Button>
        </span>
      </header>
      <Thread key={notice.id} program={notice.program.id} kind={notice.kind} id={notice.record} />
    </section>
  );
}

type BoardProps = { notices: InboxNotice[]; shelf: Shelf };

function Board({ notices, shelf }: BoardProps) {
  const navigate = useNavigate();
  const href = useNoticeHref();
  const mark = useMark();
  const [chosen, setChosen] = useState<number | null>(null);
  const at = notices.findIndex(({ id }) => id === chosen);
  const notice = notices[at];
  const choose = (index: number) => {
    const next = notices[Math.max(0, Math.min(notices.length - 1, index))];
    if (next === undefined) return;
    setChosen(next.id);
    if (!next.read) mark.mutate({ notices: [next.id], read: true });
  };
  const done = () => {
    if (notice === undefined) return;
    const next = notices[at + 1] ?? notices[at - 1];
    mark.mutate({ notices: [notice.id], read: true, done: shelf !== 'done' });
    setChosen(next?.id ?? null);
  };
  const unread = () => {
    if (notice !== undefined) mark.mutate({ notices: [notice.id], read: false });
  };
  const open = () => {
    const to = notice && href(notice);
    if (to) void navigate(to);
  };
  const verbs = useMemo<Verb[]>(
    () => [
      { id: 'inbox:next', title: t('inbox.next'), group: 'do', shortcut: 'J', run: () => choose(at + 1) },
      {
        id: 'inbox:previous',
        title: t('inbox.previous'),
        group: 'do',
        shortcut: 'K',
        run: () => choose(at - 1),
      },
      { id: 'inbox:done', title: t('inbox.done'), group: 'do', shortcut: 'E', run: done },
      { id: 'inbox:unread', title: t('inbox.markUnread'), group: 'do', shortcut: 'U', run: unread },
      {
        id: 'inbox:allRead',
        title: t('inbox.allRead'),
        group: 'do',
        run: () => mark.mutate({ notices: null, read: true }),
      },
    ],
    // the verbs speak of what is chosen now
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [notices, at],
  );
  useVerbs(verbs);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') choose(at + 1);
    else if (event.key === 'ArrowUp') choose(at - 1);
    else if (event.key === 'Enter' && notice) open();
    else return;
    event.preventDefault();
  };
  if (notices.length === 0) return <EmptyState icon="inbox" title={t('inbox.empty')} />;
  return (
    <div className="inbox-board">
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the buttons in it are what is focused */}
      <ul className="card notice-list" aria-label={t('inbox.list')} onKeyDown={onKeyDown}>
        {notices.map((each, index) => (
          <Line
            key={each.id}
            notice={each}
            on={each.id === chosen || (chosen === null && index === 0)}
            onChoose={() => choose(index)}
          />
        ))}
      </ul>
      {notice && <Detail notice={notice} onDone={done} onUnread={unread} />}
      <FormError error={mark.error} />
    </div>
  );
}

/** What others did to what one watches; read here, answered here, put away here. */
export default function InboxPage() {
  const [shelf, setShelf] = useState<Shelf>('open');
  const [reason, setReason] = useState<Reason | null>(null);
  const query = useInbox(shelf, reason);
  const mark = useMark();
  const unread = query.data?.unread ?? 0;
  return (
    <div className="page">
      <title>{`${t('inbox.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('inbox.title')}</h1>
          <p>
            {unread === 0 ? t('inbox.lead.none') : t('inbox.lead', { count: unread })}{' '}
            <Link className="ref" to="/account">
              {t('inbox.elsewhere')}
            </Link>
          </p>
        </div>
      </div>
      <div className="inbox-bar">
        <Segmented
          label={t('inbox.shelf')}
          value={shelf}
          options={shelves.map((value) => ({ value, label: t(`inbox.shelf.${value}`) }))}
          onValue={setShelf}
        />
        <ChoiceField
          label={t('inbox.reason')}
          hideLabel
          value={reason ?? ''}
          options={[
            { value: '', label: t('inbox.reason.all') },
            ...reasons.map((value) => ({ value, label: t(`inbox.reason.${value}`) })),
          ]}
          onValue={(value) => setReason(reasons.find((each) => each === value) ?? null)}
        />
        <span className="dim small inbox-keys">{t('inbox.keys')}</span>
        <Button small disabled={unread === 0} onClick={() => mark.mutate({ notices: null, read: true })}>
          {t('inbox.allRead')}
        </Button>
      </div>
      <Loaded query={query} rows={5} height={64}>
        {(inbox) => <Board key={`${shelf}-${reason ?? ''}`} notices={inbox.notices} shelf={shelf} />}
      </Loaded>
    </div>
  );
}
