import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { del, get, patch, path, post, put } from '@/api/client';
import { keys } from '@/api/queries';
import type { Discussion } from '@/api/types';
import { isKept } from '@/lib/kept';

export type Subject = { program: string; kind: string; id: string };

const discussionKey = ({ program, kind, id }: Subject) =>
  [...keys.program(program), 'comments', kind, id] as const;

export function useDiscussion(on: Subject) {
  return useQuery({
    queryKey: discussionKey(on),
    queryFn: ({ signal }) =>
      get<Discussion>(path('programs', on.program, 'comments'), { kind: on.kind, id: on.id }, signal),
  });
}

type Act =
  | { do: 'add'; text: string; thread?: number }
  | { do: 'change'; comment: number; version: number; text: string }
  | { do: 'remove'; comment: number }
  | { do: 'resolve'; comment: number; resolved: boolean }
  | { do: 'watch'; on: boolean };

const textOf = (act: Act) => ('text' in act ? act.text : '');

/** What was typed since a text was sent. */
export const typedSince = (sent: string, now: string) =>
  now.startsWith(sent) ? now.slice(sent.length).trimStart() : now;

function send({ program, kind, id }: Subject, act: Act): Promise<unknown> {
  const base = path('programs', program, 'comments');
  switch (act.do) {
    case 'add':
      return post(base, { kind, id, text: act.text, thread: act.thread });
    case 'change':
      return patch(`${base}${path(act.comment)}`, { text: act.text, version: act.version });
    case 'remove':
      return del(`${base}${path(act.comment)}`);
    case 'resolve':
      return put(`${base}${path(act.comment)}/resolved`, { resolved: act.resolved });
    case 'watch':
      return put(path('programs', program, 'watches'), { kind, id, on: act.on });
  }
}

/** Every verb of a discussion; `done` hears the text that was sent. */
export function useDiscuss(on: Subject, done: (sent: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: Act) => send(on, act),
    // kept on this device: the shell shows it, so the place where it was typed is free again
    onError: (error, act) => {
      if (isKept(error)) done(textOf(act));
    },
    onSuccess: async (_, act) => {
      done(textOf(act));
      await client.invalidateQueries({ queryKey: discussionKey(on) });
      void client.invalidateQueries({ queryKey: [...keys.program(on.program), 'comment-counts'] });
    },
  });
}

/** How many comments open threads hold, by kind and id. */
export function useCommentCounts(program: string) {
  return useQuery({
    queryKey: [...keys.program(program), 'comment-counts'],
    queryFn: ({ signal }) =>
      get<Record<string, Record<string, number>>>(
        `${path('programs', program, 'comments')}/counts`,
        {},
        signal,
      ),
  });
}
