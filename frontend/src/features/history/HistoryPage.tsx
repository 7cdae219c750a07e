import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { get, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import { useRole } from '@/api/role';
import type { ActivityPage, AuditEntry } from '@/api/types';
import { useRecordHref } from '@/components/facts/context';
import { useSay } from '@/components/feedback/Notices';
import { EmptyState, ErrorState, FormError, Skeleton } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { useVerbs } from '@/components/palette/verbs';
import type { Verb } from '@/components/palette/verbs';
import { fullDay, inZone, time } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { Changes } from './Changes';
import { byDay } from './days';
import '@/features/history/history.css';

const PAGE = 50;

function useEntries(program: string) {
  return useInfiniteQuery({
    queryKey: [...keys.program(program), 'activity'],
    queryFn: ({ pageParam, signal }) =>
      get<ActivityPage>(path('programs', program, 'activity'), { before: pageParam, limit: PAGE }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.more ? (page.entries.at(-1)?.id ?? null) : null),
  });
}

function useUndo(program: string) {
  const client = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: () => post<{ revision: number; announcement: string }>(path('programs', program, 'undo')),
    onSuccess: async (edit) => {
      say(edit.announcement);
      await client.invalidateQueries({ queryKey: keys.program(program) });
    },
  });
}

/** The sentence, with the title of its record as a link where the record has a page. */
function Said({ entry }: { entry: AuditEntry }) {
  const { title, kind, id } = entry.entity;
  const href = useRecordHref()(kind, id);
  const at = title === '' ? -1 : entry.text.indexOf(title);
  if (href === null) return entry.text;
  const link = (
    <Link className="ref" to={href}>
      {title || id}
    </Link>
  );
  if (at < 0) {
    return (
      <>
        {entry.text} {link}
      </>
    );
  }
  return (
    <>
      {entry.text.slice(0, at)}
      {link}
      {entry.text.slice(at + title.length)}
    </>
  );
}

function Entry({ entry, zone }: { entry: AuditEntry; zone: string | undefined }) {
  return (
    <li className={`entry ${entry.undone ? 'undone' : ''}`}>
      <time dateTime={entry.at}>{time(entry.at)}</time>
      <span className="av" title={entry.actor.name} aria-hidden="true">
        {entry.actor.initials}
      </span>
      <div>
        <p>
          <b>{entry.actor.name}</b> <Said entry={entry} />
        </p>
        {entry.why && <p className="sec small">{t('history.why', { why: entry.why })}</p>}
        <Changes entry={entry} zone={zone} />
      </div>
      <span className="tags">
        {entry.undone && <span className="tag at">{t('history.undone')}</span>}
        <span className="tag">{t(`history.source.${entry.source}`)}</span>
      </span>
    </li>
  );
}

export default function HistoryPage() {
  const { program = '' } = useParams();
  const query = useEntries(program);
  const undo = useUndo(program);
  const { glance, mayEdit } = useRole(program);
  const zone = glance.data?.program.zone;
  const entries = (query.data?.pages.flatMap((page) => page.entries) ?? []).map((entry) => ({
    ...entry,
    at: inZone(entry.at, zone),
  }));
  const canUndo = mayEdit && entries.some((entry) => entry.undoable && !entry.undone);
  const { mutate } = undo;
  const verbs = useMemo<Verb[]>(
    () =>
      canUndo
        ? [
            {
              id: 'history.undo',
              title: t('history.undo'),
              group: 'do',
              shortcut: 'Ctrl Z',
              run: () => mutate(),
            },
          ]
        : [],
    [canUndo, mutate],
  );
  useVerbs(verbs);
  return (
    <div className="page history">
      <title>{`${t('history.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('history.title')}</h1>
          <p>{t('history.lead')}</p>
        </div>
        <div className="acts">
          {canUndo && (
            <Button
              icon="undo"
              title={`${t('history.undo')} (Ctrl Z)`}
              busy={undo.isPending ? t('history.undoing') : null}
              onClick={() => mutate()}
            >
              {t('history.undo')}
            </Button>
          )}
        </div>
      </div>
      <FormError error={undo.error} />
      {query.isPending && <Skeleton rows={6} height={48} />}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && entries.length === 0 && <EmptyState title={t('history.empty')} icon="activity" />}
      {byDay(entries).map(([when, ofDay]) => (
        <section key={when} className="card">
          <header>
            <h2>{fullDay(when)}</h2>
          </header>
          <ol>
            {ofDay.map((entry) => (
              <Entry key={entry.id} entry={entry} zone={zone} />
            ))}
          </ol>
        </section>
      ))}
      {query.hasNextPage && (
        <Button onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>
          {t('history.more')}
        </Button>
      )}
    </div>
  );
}
