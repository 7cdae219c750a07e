import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { post } from '@/api/client';
import { inboxKey, inboxQuery } from '@/api/inbox';
import type { Shelf } from '@/api/inbox';
import type { Inbox, InboxNotice, Reason } from '@/api/types';

export type Marks = { notices: number[] | null; read?: boolean; done?: boolean };

export const useInbox = (shelf: Shelf, reason: Reason | null) =>
  useQuery({ ...inboxQuery(shelf, reason), placeholderData: keepPreviousData });

/** A notice as the marks leave it. Pure. */
export function marked(notice: InboxNotice, marks: Marks): InboxNotice {
  if (marks.notices !== null && !marks.notices.includes(notice.id)) return notice;
  return { ...notice, read: marks.read ?? notice.read, done: marks.done ?? notice.done };
}

/** Put notices away, or back; the lists follow at once. */
export function useMark() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (marks: Marks) => post<{ unread: number }>('/inbox/marks', marks),
    onMutate: (marks) => {
      client.setQueriesData<Inbox>(
        { queryKey: [...inboxKey, 'list'] },
        (inbox) => inbox && { ...inbox, notices: inbox.notices.map((notice) => marked(notice, marks)) },
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: inboxKey }),
  });
}
