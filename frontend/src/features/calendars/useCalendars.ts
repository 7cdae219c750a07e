import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { del, get, patch, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import type { Text } from '@/api/types';
import { useSay } from '@/components/feedback/Notices';
import { t } from '@/lib/messages/t';
import type { Shift } from './shifts';

type Schemas = components['schemas'];
export type CalendarUse = Schemas['CalendarUse'];
export type CalendarRow = Omit<Schemas['CalendarRow'], 'week' | 'works' | 'exceptions'> & {
  week: Shift[][] | null;
  works: Shift[][];
  exceptions: { start: string; end: string; shifts?: Shift[]; title?: string; kind?: string }[];
};
export type CalendarList = Omit<Schemas['CalendarList'], 'calendars'> & { calendars: CalendarRow[] };
export type YearDay = Schemas['YearDay'];
export type Move = { id: string; title: string; days: number; from: string; to: string };
export type Preview = Omit<Schemas['CalendarPreview'], 'text' | 'works' | 'moves'> & {
  text: Text;
  works: Shift[][];
  moves: Move[];
};
export type Region = Schemas['Region'];
export type Holiday = Schemas['Holiday'];
type Written = Schemas['CalendarWritten'];

const root = (program: string) => path('programs', program, 'calendars');

export const calendarsQuery = (program: string) => ({
  queryKey: [...keys.program(program), 'calendars'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<CalendarList>(root(program), {}, signal),
});

export const regionsQuery = {
  queryKey: ['holiday-regions'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Region[]>('/holidays', {}, signal),
  staleTime: Infinity,
};

export const holidaysQuery = (region: string, first: number, last: number) => ({
  queryKey: ['holidays', region, first, last],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<Holiday[]>(path('holidays', region), { first, last }, signal),
  staleTime: Infinity,
});

const SETTLE_MS = 300;

/** What the draft would move, and its days of a year; asked once typing rests. Null waits: the draft cannot be read yet. */
export function usePreview(program: string, id: string | null, fields: object | null, year: number) {
  const [asked] = useDebouncedValue(JSON.stringify({ id, year, ...fields }), SETTLE_MS);
  return useQuery({
    queryKey: [...keys.program(program), 'calendar-preview', asked],
    queryFn: () => post<Preview>(`${root(program)}/preview`, JSON.parse(asked)),
    enabled: fields !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** After a write everything of the program is read again; the announcement comes with the way back. */
export function useRefresh(program: string) {
  const client = useQueryClient();
  const say = useSay();
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: keys.program(program) });
    await client.invalidateQueries({ queryKey: keys.programs });
  };
  const undo = useMutation({ mutationFn: () => post(path('programs', program, 'undo')), onSuccess: refresh });
  return async (text: string) => {
    say(text, { label: t('action.undo'), run: () => undo.mutate() });
    await refresh();
  };
}

export const addCalendar = (program: string, fields: object) => post<Written>(root(program), fields);
export const changeCalendar = (program: string, id: string, fields: object) =>
  patch<Written>(`${root(program)}${path(id)}`, fields);
export const removeCalendar = (program: string, id: string, version: number, to: string | null) =>
  del<Written>(`${root(program)}${path(id)}`, { version, to });
