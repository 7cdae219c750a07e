import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import type { Text } from '@/api/types';
import { plain } from '@/components/facts/RichText';
import { useSearchParams } from '@/components/forms/searchParams';

type Schemas = components['schemas'];
export type Proposal = Schemas['Proposal'];
export type Move = Schemas['LevelingMove'];
export type Effect = Schemas['LevelingEffect'];
export type Loads = Schemas['Loads'];
type MoveInput = Schemas['MoveInput'];
type Edit = { revision: number; announcement: string };

export const OBJECTIVES = ['finish', 'tardiness', 'moves'] as const;
export type Objective = (typeof OBJECTIVES)[number];
export type Wish = { objective: Objective; keep_started: boolean; split: boolean; hand_over: boolean };
export type ForecastEffect = Schemas['ForecastEffect'];

/** What the page shows lives in its address, so that a link shows the same. */
export function useWish() {
  const [params, setParams] = useSearchParams();
  const asked = params.get('objective');
  const wish: Wish = {
    objective: OBJECTIVES.find((each) => each === asked) ?? 'finish',
    keep_started: params.get('started') !== 'move',
    split: params.get('work') === 'rests',
    hand_over: params.get('who') === 'others',
  };
  const set = (name: string, value: string | null) =>
    setParams(
      (now) => {
        if (value === null) now.delete(name);
        else now.set(name, value);
        return now;
      },
      { replace: true },
    );
  return { wish, by: params.get('by') === 'teams' ? ('teams' as const) : ('people' as const), set };
}

export const useProposal = (program: string, wish: Wish) =>
  useQuery({
    queryKey: [...keys.program(program), 'leveling', wish],
    queryFn: ({ signal }) => get<Proposal>(path('programs', program, 'leveling'), wish, signal),
    placeholderData: keepPreviousData,
  });

/** A proposed move as the server takes it back. */
export const input = (move: Move, versions: Proposal['versions']): MoveInput => ({
  activity: move.activity,
  kind:
    move.constraint?.kind === 'finish_no_earlier_than' ? 'finish_no_earlier_than' : 'start_no_earlier_than',
  at: move.constraint?.at ?? null,
  why: plain(move.why as Text),
  pauses: (move.pauses ?? []).map(({ start, end }) => ({ start, end })),
  handovers: (move.handovers ?? []).map(({ skill, person, to }) => ({ skill, person, to })),
  version: versions[move.activity] ?? null,
});

/** What the chosen moves do; with all of them it is known already. */
export function useEffectOf(program: string, proposal: Proposal, chosen: ReadonlySet<string>) {
  const { moves, effect } = proposal.leveling;
  const wanted = moves.filter((move) => chosen.has(move.activity));
  const all = wanted.length === moves.length;
  const query = useQuery({
    queryKey: [
      ...keys.program(program),
      'leveling-preview',
      proposal.revision,
      wanted.map((move) => [move.activity, move.constraint?.at]),
    ],
    queryFn: () =>
      post<Effect>(path('programs', program, 'leveling', 'preview'), {
        moves: wanted.map((move) => input(move, proposal.versions)),
      }),
    enabled: !all,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  return {
    effect: all ? effect : (query.data ?? effect),
    fresh: all || !query.isFetching,
    error: query.error,
  };
}

/** The forecast with and without the chosen moves: asked for once their effect on the plan is known. */
export function useForecastOf(
  program: string,
  proposal: Proposal,
  chosen: ReadonlySet<string>,
  ready: boolean,
) {
  const wanted = proposal.leveling.moves.filter((move) => chosen.has(move.activity));
  const query = useQuery({
    queryKey: [
      ...keys.program(program),
      'leveling-forecast',
      proposal.revision,
      wanted.map((move) => [move.activity, move.constraint?.at]),
    ],
    queryFn: () =>
      post<{ effect: ForecastEffect | null }>(path('programs', program, 'leveling', 'forecast'), {
        moves: wanted.map((move) => input(move, proposal.versions)),
      }),
    enabled: ready && proposal.leveling.moves.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  return { ...query, fresh: ready && !query.isPlaceholderData };
}

/** Accept moves, or take the last act back; both refresh all that the plan shows. */
export function useAccept(program: string) {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: keys.program(program) });
    void client.invalidateQueries({ queryKey: keys.programs });
  };
  const accept = useMutation({
    mutationFn: (moves: MoveInput[]) => post<Edit>(path('programs', program, 'leveling', 'moves'), { moves }),
    onSuccess: refresh,
  });
  const undo = useMutation({
    mutationFn: () => post<Edit>(path('programs', program, 'undo')),
    onSuccess: refresh,
  });
  return { accept, undo };
}
