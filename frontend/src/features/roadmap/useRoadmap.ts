import { useMutation, useQueryClient } from '@tanstack/react-query';
import { get, path, post, put } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import { useSay } from '@/components/feedback/Notices';
import { t } from '@/lib/messages/t';

type Schemas = components['schemas'];
export type Item = Required<Schemas['RoadmapItem']>;
export type Lane = Omit<Schemas['RoadmapLane'], 'items'> & { items: Item[] };
export type Roadmap = Omit<Schemas['Roadmap'], 'lanes'> & { lanes: Lane[] };
export type Entry = Required<Schemas['RoadmapEntry']>;
export type Decided = Omit<Schemas['RoadmapEntryShape'], 'entry'> & { entry: Entry };
export type View = Omit<Schemas['RoadmapShape'], 'roadmap' | 'entries'> & {
  roadmap: Roadmap;
  entries: Decided[];
};
export type Fields = Required<Schemas['RoadmapFields']>;

/** For whom, and how it is arranged: the server composes it, so that nothing hidden is sent. */
export type Asked = {
  audience: 'engineering' | 'executive' | 'customer';
  group: 'workstream' | 'team' | 'milestone' | 'none';
  now_weeks: number;
  next_weeks: number;
  done: boolean;
  title: string;
};

export const formats = ['pdf', 'png', 'svg', 'md'] as const;
export type Format = (typeof formats)[number];

export const roadmapQuery = (program: string, asked: Asked) => ({
  queryKey: [...keys.program(program), 'roadmap', asked],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<View>(path('programs', program, 'roadmap'), asked, signal),
  placeholderData: (last: View | undefined) => last,
});

export function exportHref(program: string, asked: Asked, format: Format): string {
  const query = new URLSearchParams(
    Object.entries({ ...asked, format }).map(([name, value]) => [name, String(value)]),
  );
  return `/api${path('programs', program, 'roadmap')}/export?${query.toString()}`;
}

export type Arrange = { activity: string; title: string; version: number | null; fields: Partial<Fields> };

export function useArrange(program: string, onDone: () => void) {
  const client = useQueryClient();
  const say = useSay();
  const refresh = () => client.invalidateQueries({ queryKey: keys.program(program) });
  const undo = () => void post(path('programs', program, 'undo')).then(refresh);
  return useMutation({
    mutationFn: ({ activity, version, fields }: Arrange) =>
      put(`${path('programs', program, 'roadmap')}/entries`, { changes: [{ activity, version, fields }] }),
    onSuccess: async (_answer, { title }) => {
      onDone();
      say(t('roadmap.saved', { title }), { label: t('roadmap.undo'), run: undo });
      await refresh();
    },
  });
}
