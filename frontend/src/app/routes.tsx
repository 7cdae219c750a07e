import { lazy, Suspense } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import { matchRoutes, useLocation } from 'react-router';
import type { RouteObject } from 'react-router';
import { Skeleton } from '@/components/feedback/States';
import { loadMessages } from '@/lib/messages/t';
import { Guard } from './CrashPage';
import { NotFoundPage } from './NotFoundPage';
import { Shell, type Handle } from './shell/Shell';

type Page = LazyExoticComponent<ComponentType>;

/** A page that has all its sentences. They come first: modules keep some of them from the moment they run. */
async function ready<M>(load: () => Promise<M>): Promise<M> {
  await loadMessages();
  return load();
}

function page(path: string, Body: Page, handle: Handle = {}): RouteObject {
  return {
    path,
    element: (
      <Guard>
        <Suspense fallback={<Skeleton rows={0} />}>
          <Body />
        </Suspense>
      </Guard>
    ),
    handle,
  };
}

const inProgram = (path: string) => `/programs/:program${path}`;

const screens: RouteObject[] = [
  page(
    '/',
    lazy(() => ready(() => import('@/features/programs/ProgramsPage'))),
  ),
  page(
    '/map',
    lazy(() => ready(() => import('@/features/portfolio/PortfolioMapPage'))),
  ),
  page(
    inProgram(''),
    lazy(() => ready(() => import('@/features/program/ProgramPage'))),
  ),
  page(
    inProgram('/plan'),
    lazy(() => import('@/features/plan/PlanPage')),
    { rail: true, flush: true },
  ),
  page(
    inProgram('/calendars'),
    lazy(() => ready(() => import('@/features/calendars/CalendarsPage'))),
  ),
  page(
    inProgram('/baselines'),
    lazy(() => ready(() => import('@/features/baselines/BaselinesPage'))),
  ),
  page(
    inProgram('/roadmap'),
    lazy(() => ready(() => import('@/features/roadmap/RoadmapPage'))),
  ),
  page(
    inProgram('/load'),
    lazy(() => ready(() => import('@/features/staffing/StaffingPage'))),
  ),
  page(
    inProgram('/schedule-risk'),
    lazy(() => ready(() => import('@/features/uncertainty/UncertaintyPage'))),
  ),
  page(
    inProgram('/shorten'),
    lazy(() => ready(() => import('@/features/shortening/ShorteningPage'))),
  ),
  page(
    inProgram('/risks'),
    lazy(() => ready(() => import('@/features/risks/RisksPage'))),
  ),
  page(
    inProgram('/contracts'),
    lazy(() => ready(() => import('@/features/contracts/ContractsPage'))),
  ),
  page(
    inProgram('/delivery'),
    lazy(() => ready(() => import('@/features/delivery/DeliveryPage'))),
  ),
  page(
    inProgram('/flow'),
    lazy(() => ready(() => import('@/features/flow/FlowPage'))),
  ),
  page(
    inProgram('/board'),
    lazy(() => ready(() => import('@/features/board/BoardPage'))),
  ),
  page(
    inProgram('/backlog'),
    lazy(() => ready(() => import('@/features/backlog/BacklogPage'))),
  ),
  page(
    inProgram('/work-items'),
    lazy(() => ready(() => import('@/features/work/WorkPage'))),
  ),
  page(
    inProgram('/quality'),
    lazy(() => ready(() => import('@/features/quality/QualityPage'))),
  ),
  page(
    inProgram('/warnings'),
    lazy(() => ready(() => import('@/features/warnings/WarningsPage'))),
  ),
  page(
    inProgram('/reports'),
    lazy(() => ready(() => import('@/features/reports/ReportsPage'))),
  ),
  page(
    inProgram('/reports/:report'),
    lazy(() => ready(() => import('@/features/reports/ReportPage'))),
    { flush: true },
  ),
  page(
    inProgram('/activity'),
    lazy(() => ready(() => import('@/features/history/HistoryPage'))),
  ),
  page(
    inProgram('/settings'),
    lazy(() => ready(() => import('@/features/settings/SettingsPage'))),
  ),
  page(
    '/import',
    lazy(() => ready(() => import('@/features/imports/ImportPage'))),
  ),
  page(
    '/import/:id',
    lazy(() => ready(() => import('@/features/imports/ImportStepPage'))),
  ),
  page(
    '/inbox',
    lazy(() => ready(() => import('@/features/inbox/InboxPage'))),
  ),
  page(
    '/account',
    lazy(() => ready(() => import('@/features/settings/AccountPage'))),
  ),
  { path: '*', element: <NotFoundPage /> },
];

/** The frame, as the page in it wants it. */
function Framed() {
  const { pathname } = useLocation();
  const found = matchRoutes(screens, pathname)?.at(-1);
  return <Shell handle={(found?.route.handle ?? {}) as Handle} />;
}

export const routes: RouteObject[] = [
  page(
    '/login',
    lazy(() => import('@/features/session/LoginPage')),
  ),
  {
    element: (
      <Guard>
        <Framed />
      </Guard>
    ),
    children: screens,
  },
];
