import { Suspense } from 'react';
import { Outlet, useMatches } from 'react-router';
import { t } from '@/lib/messages/t';

type Handle = { rail?: boolean; flush?: boolean };

export function Shell() {
  const handle = (useMatches().at(-1)?.handle ?? {}) as Handle;
  return (
    <div className={`shell ${handle.rail ? 'rail' : ''}`}>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <aside className="side" aria-label={t('shell.main')} />
      <header className="head" />
      <main className={`main ${handle.flush ? 'flush' : ''}`} id="content" tabIndex={-1}>
        <Suspense fallback={null}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
