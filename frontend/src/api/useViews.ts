import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { del, get, patch, path, post } from './client';
import { keys } from './queries';
import type { SavedView as View, ViewChange, ViewInput, ViewStore } from './types';

const root = (program: string) => path('programs', program, 'views');

/** The views of a page that this reader may use, and what can be done with them. */
export function useViews(program: string, page: string): ViewStore {
  const client = useQueryClient();
  const queryKey = [...keys.program(program), 'views', page];
  const list = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<{ views: View[] }>(root(program), { page }, signal),
    staleTime: 60_000,
  });
  const onSuccess = () => client.invalidateQueries({ queryKey });
  return {
    views: list.data?.views ?? null,
    save: useMutation({
      mutationFn: (input: ViewInput) => post<View>(root(program), { page, ...input }),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ id, ...change }: ViewChange) => patch<View>(`${root(program)}${path(id)}`, change),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: (id: number) => del(`${root(program)}${path(id)}`), onSuccess }),
  };
}
