import { queryOptions } from '@tanstack/react-query';
import { get, path } from './client';
import type {
  Glance,
  Overview,
  PlanColumns,
  Portfolio,
  ProgramHeader,
  ProgramList,
  Register,
  Session,
  Template,
} from './types';

/** Keys start with the program, so that one call refreshes everything that an edit may have moved. */
export const keys = {
  session: ['session'] as const,
  programs: ['programs'] as const,
  portfolios: ['programs', 'portfolios'] as const,
  program: (program: string) => ['program', program] as const,
  glance: (program: string) => ['program', program, 'glance'] as const,
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

export const portfoliosQuery = queryOptions({
  queryKey: keys.portfolios,
  queryFn: async ({ signal }) =>
    (await get<{ portfolios: Portfolio[] }>('/portfolios', {}, signal)).portfolios,
});

/** What a new program can begin with; planned dates count from `start`, a day or empty for today. */
export const templatesQuery = (start: string) =>
  queryOptions({
    queryKey: ['templates', start],
    queryFn: async ({ signal }) =>
      (await get<{ templates: Template[] }>('/templates', { start: start || null }, signal)).templates,
    staleTime: 60_000,
  });

export const overviewQuery = (program: string) =>
  queryOptions({
    queryKey: keys.overview(program),
    queryFn: ({ signal }) => get<Overview>(path('programs', program), {}, signal),
  });

/** What every page of a program shows around itself: cheap, where the overview is not. */
export const glanceQuery = (program: string) =>
  queryOptions({
    queryKey: keys.glance(program),
    queryFn: ({ signal }) => get<Glance>(`${path('programs', program)}/glance`, {}, signal),
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
