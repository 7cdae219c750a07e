import { useMutation, useQueryClient } from '@tanstack/react-query';
import { del, get, patch, path, post, put } from '@/api/client';
import { gatesQuery as allGates } from '@/api/gates';
import { keys } from '@/api/queries';
import { useSay } from '@/components/feedback/Notices';
import { t } from '@/lib/messages/t';
import type { Advice, Condition, GateList, Outcome, Side, SprintRoom, Stream, ValueStream } from './types';

const base = (program: string) => path('programs', program);
const gatePath = (program: string, gate: string) => path('programs', program, 'gates', gate);
const ofStream = (program: string, stream: string, noun: string) =>
  path('programs', program, 'workstreams', stream, noun);

export const gatesQuery = (program: string) => allGates<GateList>(program);

export const sprintsQuery = (program: string, stream: string) => ({
  queryKey: [...keys.program(program), 'sprints', stream],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<SprintRoom>(ofStream(program, stream, 'sprints'), {}, signal),
});

export const streamQuery = (program: string, stream: string) => ({
  queryKey: [...keys.program(program), 'stream', stream],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await get<{ stream: ValueStream | null }>(ofStream(program, stream, 'stream'), {}, signal)).stream,
});

export const adviceQuery = (program: string, stream: string) => ({
  queryKey: [...keys.program(program), 'advice', stream],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<Advice>(ofStream(program, stream, 'advice'), {}, signal),
});

type Did = { said: string; undo?: boolean };

/** A write of the delivery room: what it did is said, most with a way back, and everything of the program reads anew. */
function useWrite<T>(program: string, write: (input: T) => Promise<Did>, onDone?: () => void) {
  const client = useQueryClient();
  const say = useSay();
  const refresh = () => client.invalidateQueries({ queryKey: keys.program(program) });
  const undo = () => void post(`${base(program)}/undo`).then(refresh);
  return useMutation({
    mutationFn: write,
    onSuccess: async ({ said, undo: back = true }) => {
      onDone?.();
      say(said, back ? { label: t('delivery.undo'), run: undo } : undefined);
      await refresh();
    },
  });
}

export const useAddGate = (program: string, onDone: () => void) =>
  useWrite<{ activity: string; approvers: string[] }>(
    program,
    async (input) => {
      await post(`${base(program)}/gates`, input);
      return { said: t('gates.added') };
    },
    onDone,
  );

type OfGate = { gate: string; version: number | null };

/** Sets who decides a gate, and of which milestone it is. */
export const useChangeGate = (program: string, onDone: () => void) =>
  useWrite<OfGate & { activity: string; approvers: string[] }>(
    program,
    async ({ gate, ...body }) => {
      await patch(gatePath(program, gate), body);
      return { said: t('gates.changed') };
    },
    onDone,
  );

export const useRemoveGate = (program: string) =>
  useWrite<OfGate>(program, async ({ gate, version }) => {
    await del(gatePath(program, gate), { version });
    return { said: t('gates.removed') };
  });

export type CriterionWrite = OfGate & {
  /** Without an id a new one is added to the side. */
  id: string | null;
  side: Side;
  fields: { text?: string; owner?: string | null; due?: string | null };
};

export const useCriterion = (program: string, onDone: () => void) =>
  useWrite<CriterionWrite>(
    program,
    async ({ gate, version, id, side, fields }) => {
      const at = `${gatePath(program, gate)}/criteria`;
      if (id === null) await post(at, { version, side, ...fields });
      else await patch(`${at}${path(id)}`, { version, ...fields });
      return { said: t('gates.criterionSaved') };
    },
    onDone,
  );

export const useRemoveCriterion = (program: string) =>
  useWrite<OfGate & { id: string }>(program, async ({ gate, version, id }) => {
    await del(`${gatePath(program, gate)}/criteria${path(id)}`, { version });
    return { said: t('gates.criterionRemoved') };
  });

export const useMeet = (program: string, onDone?: () => void) =>
  useWrite<OfGate & { id: string; met: boolean; evidence: string }>(
    program,
    async ({ gate, id, ...body }) => {
      await put(`${gatePath(program, gate)}/criteria${path(id)}/met`, body);
      return { said: t(body.met ? 'gates.metSaid' : 'gates.reopened') };
    },
    onDone,
  );

export const useDecide = (program: string, onDone: () => void) =>
  useWrite<OfGate & { outcome: Outcome; why: string; conditions: Condition[] }>(
    program,
    async ({ gate, ...body }) => {
      await post(`${gatePath(program, gate)}/decisions`, body);
      return { said: t(`gates.said.${body.outcome}`), undo: false };
    },
    onDone,
  );

export type SprintFields = { title: string; goal: string; start: string; finish: string };

export const useAddSprint = (program: string, stream: string, onDone: () => void) =>
  useWrite<SprintFields>(
    program,
    async (input) => {
      await post(ofStream(program, stream, 'sprints'), input);
      return { said: t('sprints.added') };
    },
    onDone,
  );

type OfSprint = { code: string; version: number | null };
const sprintPath = (program: string, code: string) => path('programs', program, 'sprints', code);

export const useChangeSprint = (program: string, onDone: () => void) =>
  useWrite<OfSprint & Partial<SprintFields>>(
    program,
    async ({ code, ...body }) => {
      await patch(sprintPath(program, code), body);
      return { said: t('sprints.changed') };
    },
    onDone,
  );

export const useRemoveSprint = (program: string) =>
  useWrite<OfSprint>(program, async ({ code, version }) => {
    await del(sprintPath(program, code), { version });
    return { said: t('sprints.removed') };
  });

export const useBegin = (program: string) =>
  useWrite<OfSprint>(program, async ({ code, version }) => {
    await post(`${sprintPath(program, code)}/begin`, { version });
    return { said: t('sprints.begun') };
  });

export const useClose = (program: string, onDone: () => void) =>
  useWrite<OfSprint & { outcomes: { key: string; to: string; reason: string }[] }>(
    program,
    async ({ code, ...body }) => {
      await post(`${sprintPath(program, code)}/close`, body);
      return { said: t('sprints.closedSaid') };
    },
    onDone,
  );

/** Puts items into a sprint, or with an empty code back into the backlog. */
export const usePut = (program: string) =>
  useWrite<{ items: string[]; code: string }>(program, async ({ items, code }) => {
    await post(`${base(program)}/work-items/changes`, { changes: [{ keys: items, set: { sprint: code } }] });
    return { said: t(code ? 'sprints.put' : 'sprints.takenOut', { count: items.length }) };
  });

export const useMark = (program: string) =>
  useWrite<{ state: string; kind: 'work' | 'wait' }>(program, async ({ state, kind }) => {
    await put(`${base(program)}/waiting-states`, { states: { [state]: kind } });
    return { said: t(kind === 'wait' ? 'stream.marked.wait' : 'stream.marked.work', { state }) };
  });

/** The head of a program is saved as a whole list; others' workstreams go back as they came. */
export const useWay = (program: string, onDone: () => void) =>
  useWrite<{ version: number; streams: Stream[]; changed: Stream }>(
    program,
    async ({ version, streams, changed }) => {
      const workstreams = streams.map((each) => (each.id === changed.id ? changed : each));
      await patch(base(program), { version, workstreams });
      return { said: t('delivery.waySaved', { title: changed.title }) };
    },
    onDone,
  );
