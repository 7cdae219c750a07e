import { get, path, post } from './client';
import { keys } from './queries';
import type { ItemDetail, ItemTable } from './types';

/** Every work item of a program as columns, with its states, workstreams and open blockers. */
export const tableQuery = (program: string) => ({
  queryKey: [...keys.program(program), 'work', 'table'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<ItemTable>(`${path('programs', program, 'work-items')}/table`, {}, signal),
});

export const itemQuery = (program: string, id: string) => ({
  queryKey: [...keys.program(program), 'work-item', id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<ItemDetail>(path('programs', program, 'work-items', id), {}, signal),
});

/** Take back what the reader did last in a program. */
export const undoLast = (program: string) =>
  post<{ announcement: string }>(`${path('programs', program)}/undo`);
