import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { del, get, path, post, put } from '@/api/client';
import type { Notifications, Telling } from '@/api/types';

const KEY = ['notifications'];
const WAITING_MS = 1500;

/** While a message is on its way, the page asks whether it arrived. */
export const useNotifications = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<Notifications>('/notifications', {}, signal),
    refetchInterval: ({ state }) =>
      state.data?.channels.some((channel) => channel.state === 'waiting') ? WAITING_MS : false,
  });

type Act =
  | { do: 'set'; telling: Telling }
  | { do: 'add'; url: string | null }
  | { do: 'remove' | 'test'; channel: number };

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

function send(act: Act): Promise<unknown> {
  switch (act.do) {
    case 'set':
      return put('/notifications', act.telling);
    case 'add':
      return post('/notifications/channels', { url: act.url, zone: zone() });
    case 'remove':
      return del(path('notifications', 'channels', act.channel));
    case 'test':
      return post(`${path('notifications', 'channels', act.channel)}/test`);
  }
}

export function useNotify(done?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      done?.();
      await client.invalidateQueries({ queryKey: KEY });
    },
  });
}
