import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { post } from '@/api/client';
import { keys } from '@/api/queries';
import type { NewProgram, ProgramRow } from '@/api/types';

function useThenOpen() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (row: ProgramRow) => {
    await client.invalidateQueries({ queryKey: keys.programs });
    await navigate(`/programs/${encodeURIComponent(row.id)}`);
  };
}

export function useCreateProgram() {
  const onSuccess = useThenOpen();
  return useMutation({ mutationFn: (input: NewProgram) => post<ProgramRow>('/programs', input), onSuccess });
}

export function useLoadDemo() {
  const onSuccess = useThenOpen();
  return useMutation({ mutationFn: () => post<ProgramRow>('/programs/demo'), onSuccess });
}
