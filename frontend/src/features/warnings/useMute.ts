import { useMutation, useQueryClient } from '@tanstack/react-query';
import { del, path, post } from '@/api/client';
import { keys } from '@/api/queries';

const address = (program: string, warning: string) =>
  `${path('programs', program, 'warnings', warning)}/mute`;

function useRefresh(program: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.program(program) }),
      client.invalidateQueries({ queryKey: keys.programs }),
    ]);
}

/** Keep a warning silent up to the end of a day. */
export function useMute(program: string, warning: string) {
  const refresh = useRefresh(program);
  return useMutation({
    mutationFn: (mute: { reason: string; until: string }) => post(address(program, warning), mute),
    onSuccess: refresh,
  });
}

/** Hear a warning again. */
export function useUnmute(program: string, warning: string) {
  const refresh = useRefresh(program);
  return useMutation({ mutationFn: () => del(address(program, warning)), onSuccess: refresh });
}
