import { useMutation, useQueryClient } from '@tanstack/react-query';
import { del, get, patch, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { ContractList, ContractMove, ContractRow, DependencyMap } from '@/api/types';
import { useSay } from '@/components/feedback/Notices';

export type ContractEdit = { contract: ContractRow | null; revision: number; announcement: string };
export type Input = Record<string, unknown>;
type Change = { row: ContractRow | null; version: number | null; input: Input };
export type Moving = { row: ContractRow; version: number; move: ContractMove; date: string; why: string };

export const contractsQuery = (program: string) => ({
  queryKey: [...keys.program(program), 'contracts'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<ContractList>(path('programs', program, 'contracts'), {}, signal),
});

export const mapQuery = (program: string, opened: string, by: string) => ({
  queryKey: [...keys.program(program), 'dependency-map', opened, by],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<DependencyMap>(
      path('programs', program, 'dependency-map'),
      { opened: opened || null, by: by || null },
      signal,
    ),
});

/** Save a new or changed contract. */
export function useSaveContract(program: string, onSaved: (edit: ContractEdit) => void) {
  const client = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: ({ row, version, input }: Change) =>
      row === null
        ? post<ContractEdit>(path('programs', program, 'contracts'), input)
        : patch<ContractEdit>(path('programs', program, 'contracts', row.id), { version, ...input }),
    onSuccess: async (edit) => {
      await client.invalidateQueries({ queryKey: keys.program(program) });
      say(edit.announcement);
      onSaved(edit);
    },
  });
}

/** One step in the life of a contract: an answer, a promise, a delivery, an escalation. */
export function useMoveContract(program: string, onMoved: () => void) {
  const client = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: ({ row, version, move, date, why }: Moving) =>
      post<ContractEdit>(path('programs', program, 'contracts', row.id, 'moves'), {
        version,
        move,
        why,
        date: date || null,
      }),
    onSuccess: async (edit) => {
      onMoved();
      await client.invalidateQueries({ queryKey: keys.program(program) });
      say(edit.announcement);
    },
  });
}

export function useRemoveContract(program: string, onRemoved: () => void) {
  const client = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: ({ row, version }: { row: ContractRow; version: number }) =>
      del<ContractEdit>(path('programs', program, 'contracts', row.id), { version }),
    onSuccess: async (edit) => {
      onRemoved();
      await client.invalidateQueries({ queryKey: keys.program(program) });
      say(edit.announcement);
    },
  });
}
