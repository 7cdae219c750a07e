/** What people say about records, and what they are told. */

export type Called = { id: string; name: string };

export type Said = {
  id: number;
  by: { id: string | null; name: string; initials: string };
  text: string;
  mentions: Called[];
  version: number;
  created: string;
  edited: string | null;
  removed: boolean;
  mine: boolean;
};

export type Discussion = {
  title: string;
  watching: boolean;
  members: Called[];
  threads: { id: number; resolved: string | null; resolved_by: string; comments: Said[] }[];
};

export type Reason = 'mention' | 'comment' | 'change' | 'escalation';

export type InboxNotice = {
  id: number;
  program: { id: string; title: string };
  kind: string;
  record: string;
  title: string;
  reason: Reason;
  by: string;
  text: string;
  excerpt: string;
  count: number;
  at: string;
  read: boolean;
  done: boolean;
};

export type Inbox = { unread: number; notices: InboxNotice[] };
