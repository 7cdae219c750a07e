import { useMutation, useQueryClient } from '@tanstack/react-query';
import { del, get, patch, path, post, put } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import type { ActivityPage, Facts, Text } from '@/api/types';
import { useSay } from '@/components/feedback/Notices';
import { t } from '@/lib/messages/t';

type Schemas = components['schemas'];
export type Baseline = Schemas['BaselineRow'];
export type Comparison = Omit<Schemas['ComparisonShape'], 'text' | 'facts'> & { text: Text; facts: Facts };
export type Rows = Comparison['rows'];

export const TODAY = 'today';
/** `before` without a name is the baseline in use. */
export type Pair = { before: string | null; after: string };

const listPath = (program: string) => path('programs', program, 'baselines');

export const baselinesQuery = (program: string) => ({
  queryKey: [...keys.program(program), 'baselines'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<Baseline[]>(listPath(program), {}, signal),
});

export const comparisonQuery = (program: string, { before, after }: Pair) => ({
  queryKey: [...keys.program(program), 'baselines', 'comparison', before, after],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<Comparison>(`${listPath(program)}/comparison`, { before, after }, signal),
});

export const historyQuery = (program: string) => ({
  queryKey: [...keys.program(program), 'baselines', 'history'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<ActivityPage>(path('programs', program, 'activity'), { kind: 'baseline', limit: 100 }, signal),
});

type Did = { said: string; undo?: boolean };

/** A write whose effect is seen everywhere that variance is; what it did is said, most with a way back. */
function useWrite<T>(program: string, write: (input: T) => Promise<Did>, onDone?: () => void) {
  const client = useQueryClient();
  const say = useSay();
  const refresh = () => client.invalidateQueries({ queryKey: keys.program(program) });
  const undo = () => void post(path('programs', program, 'undo')).then(refresh);
  return useMutation({
    mutationFn: write,
    onSuccess: async ({ said, undo: back = true }) => {
      onDone?.();
      say(said, back ? { label: t('baselines.undo'), run: undo } : undefined);
      await refresh();
    },
  });
}

export type Wording = { title: string; reason: string };

export const useTake = (program: string, first: boolean, onDone: () => void) =>
  useWrite<Wording>(
    program,
    async (input) => {
      await post(listPath(program), input);
      return { said: t(first ? 'baselines.kept' : 'baselines.keptBeside', { title: input.title }) };
    },
    onDone,
  );

export const usePropose = (program: string, onDone: () => void) =>
  useWrite<Wording>(
    program,
    async (input) => {
      await post(`${listPath(program)}/proposals`, input);
      return { said: t('baselines.proposedSaid', { title: input.title }) };
    },
    onDone,
  );

export type Rename = { id: string; version: number | null } & Partial<Wording>;

export const useRename = (program: string, onDone: () => void) =>
  useWrite<Rename>(
    program,
    async ({ id, ...body }) => {
      await patch(`${listPath(program)}${path(id)}`, body);
      return { said: t('baselines.kept', { title: body.title ?? id }) };
    },
    onDone,
  );

export const useChoose = (program: string) =>
  useWrite<Baseline>(program, async ({ id, title }) => {
    await put(`${listPath(program)}${path(id)}/use`, {});
    return { said: t('baselines.used', { title }) };
  });

export const useRemove = (program: string) =>
  useWrite<Baseline & { anyway?: number }>(program, async ({ id, title, version, anyway }) => {
    await del(`${listPath(program)}${path(id)}`, { version: anyway ?? version });
    return { said: t('baselines.removed', { title }) };
  });

export type Decision = { row: Baseline; approve: boolean; word: string; version: number };

export const useDecide = (program: string) =>
  useWrite<Decision>(program, async ({ row, approve, word, version }) => {
    await put(`${listPath(program)}${path(row.id)}/decision`, { version, approve, word });
    return { said: t(approve ? 'baselines.approved' : 'baselines.rejectedSaid', { title: row.title }) };
  });

export const useWithdraw = (program: string) =>
  useWrite<Baseline>(program, async ({ id, version }) => {
    await del(`${listPath(program)}${path(id)}/proposal`, { version });
    return { said: t('baselines.withdrawn') };
  });

export const exportHref = (program: string, { before, after }: Pair, format: 'csv' | 'xlsx'): string => {
  const query = new URLSearchParams({ after, format, ...(before === null ? {} : { before }) });
  return `/api${listPath(program)}/comparison/export?${query.toString()}`;
};
