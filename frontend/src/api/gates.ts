import { get, path } from './client';
import { keys } from './queries';
import type { components } from './schema';

/** All gates of a program, with how they stand. A page that reads more of them than this may say so by `List`. */
export const gatesQuery = <List = components['schemas']['GateList']>(program: string) => ({
  queryKey: [...keys.program(program), 'gates'],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<List>(path('programs', program, 'gates'), {}, signal),
});
