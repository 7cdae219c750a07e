import { lazy } from 'react';
import type { RouteObject } from 'react-router';
import { CrashPage } from './CrashPage';
import { Shell } from './shell/Shell';

const PlanPage = lazy(() => import('@/features/plan/PlanPage'));

/** `rail` narrows the sidebar; `room` names the page in the path and the sidebar. */
export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <CrashPage />,
    children: [
      {
        path: '/programs/:program/plan',
        element: <PlanPage />,
        handle: { rail: true, room: 'plan', flush: true },
      },
    ],
  },
];
