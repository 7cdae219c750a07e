import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { Navigate, Outlet, useLocation, useParams } from 'react-router';
import { sessionQuery } from '@/api/queries';
import type { User } from '@/api/types';
import { OpenActivityContext } from '@/components/activity/context';
import { RecordHrefContext } from '@/components/facts/context';
import type { RecordHref } from '@/components/facts/context';
import { NoticeProvider } from '@/components/feedback/Notices';
import { ErrorState, Skeleton } from '@/components/feedback/States';
import { useSearchParams } from '@/components/forms/searchParams';
import { OpenItemContext } from '@/components/items/context';
import { CommandPalette } from '@/components/palette/CommandPalette';
import { loadMessages, t } from '@/lib/messages/t';
import { NotFoundPage } from '@/app/NotFoundPage';
import { Header } from './Header';
import { OfflineBanner } from './OfflineBanner';
import { useOpenOutbox } from './outbox/useOutbox';
import { recordHref } from './rooms';
import { Sidebar } from './Sidebar';
import { useGone } from './useGone';
import { useItemAddress } from './useItemAddress';
import { usePalette } from './usePalette';

const ActivityDrawer = lazy(() => loadMessages().then(() => import('@/features/activity/ActivityDrawer')));
const ItemDrawer = lazy(() => loadMessages().then(() => import('@/features/items/ItemDrawer')));

/** What a route says of its page: `rail` narrows the sidebar, `flush` gives the whole width without padding. */
export type Handle = { rail?: boolean; flush?: boolean };

/**
 * After a change of page the focus goes to its content, as a page load would do; a page that comes late does not take
 * it from the palette, in which somebody types already.
 */
function useFocusOnMove(main: React.RefObject<HTMLElement | null>, typing: boolean) {
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current !== pathname && !typing) main.current?.focus({ preventScroll: true });
    last.current = pathname;
  }, [pathname, main, typing]);
}

/** The activity whose form is open; an address opens it too, so that a notice can lead to it. */
function useFormAddress() {
  const [params, setParams] = useSearchParams();
  const [form, setForm] = useState<string | null>(null);
  const asked = params.get('activity');
  const change = useCallback(
    (id: string | null) => {
      setForm(id);
      if (id === null && asked !== null) {
        setParams(
          (now) => {
            now.delete('activity');
            return now;
          },
          { replace: true },
        );
      }
    },
    [asked, setParams],
  );
  return [form ?? asked, change] as const;
}

function Frame({ user, handle }: { user: User; handle: Handle }) {
  const { program } = useParams();
  const gone = useGone();
  const { open, palette } = usePalette();
  const main = useRef<HTMLElement>(null);
  useFocusOnMove(main, palette.opened);
  const href = useCallback<RecordHref>(
    (kind, id, of = program) => (of === undefined ? null : recordHref(of, kind, id)),
    [program],
  );
  const [form, setForm] = useFormAddress();
  const [item, openItem] = useItemAddress();
  return (
    <RecordHrefContext value={href}>
      <OpenActivityContext value={setForm}>
        <OpenItemContext value={openItem}>
          <div className={`shell ${handle.rail ? 'rail' : ''}`}>
            <a className="skip" href="#content">
              {t('shell.skip')}
            </a>
            <Header onPalette={open} me={user.id} />
            <Sidebar user={user} program={gone ? undefined : program} />
            <main className={`main ${handle.flush ? 'flush' : ''}`} id="content" tabIndex={-1} ref={main}>
              <OfflineBanner />
              {gone ? (
                <NotFoundPage program={program} />
              ) : (
                <Suspense fallback={<Skeleton />}>
                  <Outlet />
                </Suspense>
              )}
            </main>
          </div>
          <CommandPalette {...palette} />
          {form !== null && program !== undefined && (
            <Suspense>
              <ActivityDrawer key={form} program={program} id={form} onClose={() => setForm(null)} />
            </Suspense>
          )}
          {item !== null && program !== undefined && !gone && (
            <Suspense>
              <ItemDrawer program={program} id={item} onClose={() => openItem(null)} onOpen={openItem} />
            </Suspense>
          )}
        </OpenItemContext>
      </OpenActivityContext>
    </RecordHrefContext>
  );
}

/** The frame of every page behind the login. */
export function Shell({ handle }: { handle: Handle }) {
  const { pathname, search } = useLocation();
  const session = useQuery(sessionQuery);
  useOpenOutbox(session.data?.user?.id ?? null);
  if (session.data === undefined) {
    if (session.error) return <ErrorState error={session.error} retry={() => void session.refetch()} />;
    return <Skeleton rows={0} />;
  }
  if (session.data.user === null) {
    return <Navigate to={`/login?next=${encodeURIComponent(pathname + search)}`} replace />;
  }
  return (
    <NoticeProvider>
      <Frame user={session.data.user} handle={handle} />
    </NoticeProvider>
  );
}
