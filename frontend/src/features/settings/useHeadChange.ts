import { useMutation, useQueryClient } from '@tanstack/react-query';
import { patch, path } from '@/api/client';
import { keys } from '@/api/queries';
import type { ProgramHeader } from '@/api/types';

/** Sets fields of a program's head at once. A stale version is refused: the page then shows what others wrote. */
export function useHeadChange(header: ProgramHeader) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: keys.program(header.id) });
  return useMutation({
    mutationFn: (fields: Partial<ProgramHeader>) =>
      patch(path('programs', header.id), { version: header.version, ...fields }),
    onSettled: refresh,
  });
}
