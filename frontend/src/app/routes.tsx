import { lazy, Suspense } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import type { RouteObject } from 'react-router';
import { Skeleton } from '@/components/feedback/States';
import { CrashPage } from './CrashPage';
import { NotFoundPage } from './NotFoundPage';
import { Shell } from './shell/Shell';

type Handle = { rail?: boolean; flush?: boolean };
type Page = LazyExoticComponent<ComponentType>;

/** `rail` narrows the sidebar; `flush` gives the page the whole width without padding. */
function page(path: string, Body: Page, handle: Handle = {}): RouteObject {
  return {
    path,
    element: (
      <Suspense fallback={<Skeleton rows={0} />}>
        <Body />
      </Suspense>
    ),
    handle,
    errorElement: <CrashPage />,
  };
}

const inProgram = (path: string) => `/programs/:program${path}`;

const screens: RouteObject[] = [
  page(
    '/',
    lazy(() => import('@/features/programs/ProgramsPage')),
  ),
  page(
    inProgram(''),
    lazy(() => import('@/features/program/ProgramPage')),
  ),
  page(
    inProgram('/plan'),
    lazy(() => import('@/features/plan/PlanPage')),
    { rail: true, flush: true },
  ),
  page(
    inProgram('/calendars'),
    lazy(() => import('@/features/calendars/CalendarsPage')),
  ),
  page(
    inProgram('/baselines'),
    lazy(() => import('@/features/baselines/BaselinesPage')),
  ),
  page(
    inProgram('/roadmap'),
    lazy(() => import('@/features/roadmap/RoadmapPage')),
  ),
  page(
    inProgram('/load'),
    lazy(() => import('@/features/leveling/LevelingPage')),
  ),
  page(
    inProgram('/schedule-risk'),
    lazy(() => import('@/features/uncertainty/UncertaintyPage')),
  ),
  page(
    inProgram('/shorten'),
    lazy(() => import('@/features/shortening/ShorteningPage')),
  ),
  page(
    inProgram('/risks'),
    lazy(() => import('@/features/risks/RisksPage')),
  ),
  page(
    inProgram('/contracts'),
    lazy(() => import('@/features/contracts/ContractsPage')),
  ),
  page(
    inProgram('/delivery'),
    lazy(() => import('@/features/delivery/DeliveryPage')),
  ),
  page(
    inProgram('/flow'),
    lazy(() => import('@/features/flow/FlowPage')),
  ),
  page(
    inProgram('/board'),
    lazy(() => import('@/features/board/BoardPage')),
  ),
  page(
    inProgram('/work-items'),
    lazy(() => import('@/features/work/WorkPage')),
  ),
  page(
    inProgram('/quality'),
    lazy(() => import('@/features/quality/QualityPage')),
  ),
  page(
    inProgram('/warnings'),
    lazy(() => import('@/features/warnings/WarningsPage')),
  ),
  page(
    inProgram('/reports'),
    lazy(() => import('@/features/reports/ReportsPage')),
  ),
  page(
    inProgram('/reports/:report'),
    lazy(() => import('@/features/reports/ReportPage')),
    { flush: true },
  ),
  page(
    inProgram('/activity'),
    lazy(() => import('@/features/history/HistoryPage')),
  ),
  page(
    inProgram('/settings'),
    lazy(() => import('@/features/settings/SettingsPage')),
  ),
  page(
    '/import',
    lazy(() => import('@/features/imports/ImportPage')),
  ),
  page(
    '/import/:id',
    lazy(() => import('@/features/imports/ImportStepPage')),
  ),
  page(
    '/inbox',
    lazy(() => import('@/features/inbox/InboxPage')),
  ),
  page(
    '/account',
    lazy(() => import('@/features/settings/AccountPage')),
  ),
  { path: '*', element: <NotFoundPage /> },
];

export const routes: RouteObject[] = [
  page(
    '/login',
    lazy(() => import('@/features/session/LoginPage')),
  ),
  { element: <Shell />, errorElement: <CrashPage />, children: screens },
];
