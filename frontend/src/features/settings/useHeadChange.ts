import { useMutation, useQueryClient } from '@tanstack/react-query';
import { get, patch, path, ProblemError } from '@/api/client';
import { headerQuery, keys } from '@/api/queries';
import type { ProgramHeader } from '@/api/types';

/** What becomes of a program's head: its changed fields, made from the head as it is then. */
export type HeadEdit = (header: ProgramHeader) => Partial<ProgramHeader>;

const CONFLICT = 409;

/**
 * Small changes of a program's head, saved at once and one after the other. An edit is made on the newest head; where
 * somebody else was faster it is made on theirs, so that neither is lost.
 */
export function useHeadChange({ id }: ProgramHeader) {
  const client = useQueryClient();
  const { queryKey } = headerQuery(id);
  const address = path('programs', id);
  const send = async (edit: HeadEdit, header: ProgramHeader) => {
    const fields = edit(header);
    const saved = await patch<{ version: number }>(address, { version: header.version, ...fields });
    client.setQueryData(queryKey, { ...header, ...fields, version: saved.version });
  };
  return useMutation({
    scope: { id: `head ${id}` },
    mutationFn: async (edit: HeadEdit) => {
      const fresh = () => get<ProgramHeader>(`${address}/header`);
      try {
        await send(edit, client.getQueryData(queryKey) ?? (await fresh()));
      } catch (error) {
        if (!(error instanceof ProblemError && error.status === CONFLICT)) throw error;
        await send(edit, await fresh());
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.program(id) }),
  });
}
