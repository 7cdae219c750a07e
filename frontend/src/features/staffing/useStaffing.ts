import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { address, get, patch, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import type { HeaderPerson, ProgramHeader } from '@/api/types';
import { useSay } from '@/components/feedback/Notices';
import { t } from '@/lib/messages/t';

type Schemas = components['schemas'];
export type View = Schemas['StaffingView'];
export type Sheet = Schemas['StaffingSheet'];
export type SheetRow = Schemas['StaffingRow'];
export type Cell = Schemas['StaffingCell'];
export type Pain = Schemas['Pain'];
export type Absent = Schemas['Absent'];
export type Candidate = Schemas['WorkCandidate'];
export type Way = Schemas['LevelingWay'];
export type Ways = Schemas['WaysView'];
export type Overlap = Schemas['OverlapView'];
export type Meeting = Schemas['MeetingPlan'];
export type Question = Schemas['QuestionInput'];
export type Answer = Schemas['WhatIfAnswer'];

export const ROWS = ['person', 'team', 'role', 'skill'] as const;
export const EVERY = ['week', 'month', 'quarter'] as const;
export type By = (typeof ROWS)[number];
export type Every = (typeof EVERY)[number];

const key = (program: string, ...more: unknown[]) => [...keys.program(program), 'staffing', ...more];
const at = (program: string, noun: string) => path('programs', program, 'staffing', noun);

export const csvHref = (program: string, by: By, every: Every): string =>
  address(at(program, 'csv'), { by, every });

export const useSheet = (program: string, by: By, every: Every) =>
  useQuery({
    queryKey: key(program, 'sheet', by, every),
    queryFn: ({ signal }) => get<View>(path('programs', program, 'staffing'), { by, every }, signal),
    placeholderData: keepPreviousData,
  });

export const useCell = (program: string, by: By, row: string, every: Every, start: string) =>
  useQuery({
    queryKey: key(program, 'cell', by, row, every, start),
    queryFn: ({ signal }) => get<Cell>(at(program, 'cell'), { by, row, every, at: start }, signal),
  });

export const usePains = (program: string) =>
  useQuery({
    queryKey: key(program, 'pains'),
    queryFn: ({ signal }) => get<Pain[]>(at(program, 'pains'), {}, signal),
    placeholderData: keepPreviousData,
  });

/** What it costs to resolve one person's overload of one week by waiting. */
export const usePain = (program: string, person: string, week: string, wanted: boolean) =>
  useQuery({
    queryKey: key(program, 'pain', person, week),
    queryFn: ({ signal }) => get<Pain>(at(program, 'pain'), { person, week }, signal),
    enabled: wanted,
  });

export const useCandidates = (program: string, activity: string, skill: string) =>
  useQuery({
    queryKey: key(program, 'candidates', activity, skill),
    queryFn: ({ signal }) => get<Candidate[]>(at(program, 'candidates'), { activity, skill }, signal),
  });

export const useWays = (program: string) =>
  useQuery({
    queryKey: key(program, 'ways'),
    queryFn: ({ signal }) => get<Ways>(at(program, 'ways'), {}, signal),
    placeholderData: keepPreviousData,
  });

export const useOverlap = (program: string, of: 'teams' | 'people', date: string) =>
  useQuery({
    queryKey: key(program, 'overlap', of, date),
    queryFn: ({ signal }) => get<Overlap>(at(program, 'overlap'), { of, date }, signal),
    placeholderData: keepPreviousData,
  });

export const useMeeting = (program: string) =>
  useMutation({
    mutationFn: (asked: { of: string; ids: string[]; first: string; minutes: string }) =>
      get<Meeting>(at(program, 'meeting'), asked),
  });

export const useWhatIf = (program: string) =>
  useMutation({ mutationFn: (asked: Question) => post<Answer>(at(program, 'what-if'), asked) });

type Change = { people: HeaderPerson[]; said: string };

/** Set people at the version that was read; one undo takes it back. */
export function useSetPeople(program: string) {
  const client = useQueryClient();
  const say = useSay();
  const refresh = () => client.invalidateQueries({ queryKey: keys.program(program) });
  const undo = useMutation({
    mutationFn: () => post(path('programs', program, 'undo')),
    onSuccess: refresh,
  });
  const set = useMutation({
    mutationFn: ({ header, people }: Change & { header: ProgramHeader }) =>
      patch(path('programs', program), { version: header.version, people }),
    onSuccess: async (_, { said }) => {
      await refresh();
      say(said, { label: t('staffing.undo'), run: () => undo.mutate() });
    },
  });
  return { set, undo };
}
