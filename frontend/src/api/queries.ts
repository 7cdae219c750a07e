import { queryOptions } from '@tanstack/react-query';
import { get, path } from './client';
import type { Overview, PlanColumns, ProgramHeader, ProgramList, Register, Session } from './types';

/** Keys start with the program, so that one call refreshes everything that an edit may have moved. */
export const keys = {
  session: ['session'] as const,
  programs: ['programs'] as const,
  program: (program: string) => ['program', program] as const,
  overview: (program: string) => ['program', program, 'overview'] as const,
  plan: (program: string, baseline?: string) => ['program', program, 'plan', baseline ?? null] as const,
  why: (program: string, activity: string) => ['program', program, 'why', activity] as const,
  risks: (program: string) => ['program', program, 'risks'] as const,
};

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: ({ signal }) => get<Session>('/session', {}, signal),
  staleTime: 5 * 60_000,
});

export const programsQuery = queryOptions({
  queryKey: keys.programs,
  queryFn: ({ signal }) => get<ProgramList>('/programs', {}, signal),
});

export const overviewQuery = (program: string) =>
  queryOptions({
    queryKey: keys.overview(program),
    queryFn: ({ signal }) => get<Overview>(path('programs', program), {}, signal),
  });

export const registerQuery = (program: string) =>
  queryOptions({
    queryKey: keys.risks(program),
    queryFn: ({ signal }) => get<Register>(path('programs', program, 'risks'), {}, signal),
  });

/** The head of a program with its version: title, people, teams, asks. */
export const headerQuery = (program: string) =>
  queryOptions({
    queryKey: [...keys.program(program), 'header'],
    queryFn: ({ signal }) => get<ProgramHeader>(`${path('programs', program)}/header`, {}, signal),
  });

/** The people of a program, as its plan knows them. */
export const peopleQuery = (program: string) =>
  queryOptions({
    queryKey: [...keys.program(program), 'people'],
    queryFn: async ({ signal }) =>
      (await get<PlanColumns>(path('programs', program, 'plan'), {}, signal)).people,
    staleTime: 5 * 60_000,
  });
