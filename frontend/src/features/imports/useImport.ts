import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import { del, get, patch, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { Import, ImportPatch } from '@/api/types';

const POLL_MS = 400;
const key = (id: string) => ['import', id] as const;
const moving = (state: Import['state'] | undefined) => state === 'reading' || state === 'applying';

/** Send a file; the answer is an import that may still be reading. */
export function useUpload(program: string | null) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file);
      if (program !== null) form.append('program', program);
      return post<Import>('/imports', form);
    },
    onSuccess: async (found) => {
      client.setQueryData(key(found.id), found);
      await navigate(`/import/${encodeURIComponent(found.id)}`, { replace: true });
    },
  });
}

/** One import: its state while it moves, and the steps that the reader can take. */
export function useImport() {
  const { id = '' } = useParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const address = path('imports', id);
  const query = useQuery({
    queryKey: key(id),
    queryFn: ({ signal }) => get<Import>(address, {}, signal),
    refetchInterval: ({ state }) => (moving(state.data?.state) ? POLL_MS : false),
  });
  const keep = (found: Import) => client.setQueryData(key(id), found);
  const change = useMutation({
    mutationFn: (input: ImportPatch) => patch<Import>(address, input),
    onSuccess: keep,
  });
  const apply = useMutation({
    mutationFn: (accept: boolean) => post<Import>(`${address}/apply`, { accept_problems: accept }),
    onSuccess: keep,
  });
  const drop = useMutation({ mutationFn: () => del(address), onSettled: () => navigate('/import') });

  const result = query.data?.state === 'done' ? (query.data.result?.program ?? null) : null;
  useEffect(() => {
    if (result === null) return;
    void client.invalidateQueries({ queryKey: keys.programs });
    void client.invalidateQueries({ queryKey: keys.program(result) });
  }, [result, client]);
  return { query, change, apply, drop };
}
