import { queryOptions } from '@tanstack/react-query';
import { get } from './client';
import type { Inbox, Reason } from './types';

export type Shelf = 'open' | 'unread' | 'done';

const UNREAD_MS = 30_000;

export const inboxKey = ['inbox'] as const;

export const inboxQuery = (shelf: Shelf, reason: Reason | null) =>
  queryOptions({
    queryKey: [...inboxKey, 'list', shelf, reason],
    queryFn: ({ signal }) => get<Inbox>('/inbox', { shelf, reason }, signal),
    refetchInterval: UNREAD_MS,
  });

/** How many notices wait to be read; asked anew from time to time. */
export const unreadQuery = queryOptions({
  queryKey: [...inboxKey, 'unread'],
  queryFn: ({ signal }) => get<{ unread: number }>('/inbox/unread', {}, signal),
  refetchInterval: UNREAD_MS,
});
