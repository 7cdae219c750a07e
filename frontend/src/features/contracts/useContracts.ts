import { useMutation, useQueryClient } from '@tanstack/react-query';
import { del, get, patch, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { ContractRow } from '@/api/types';
import { useSay } from '@/components/feedback/Notices';

export type ContractEdit = { contract: ContractRow | null; revision: number; announcement: string };
type Change = { row: ContractRow | null; version: number | null; input: Record<string, string | null> };

export const contractsQuery = (program: string) => ({
  queryKey: [...keys.program(program), 'contracts'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<{ contracts: ContractRow[] }>(path('programs', program, 'contracts'), {}, signal),
});

/** Save a new or changed contract, or a promise. */
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
