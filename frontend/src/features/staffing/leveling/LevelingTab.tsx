import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { headerQuery } from '@/api/queries';
import type { Text } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { useSay } from '@/components/feedback/Notices';
import { ErrorState } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField } from '@/components/forms/fields';
import { Segmented } from '@/components/forms/Segmented';
import { t } from '@/lib/messages/t';
import { LimitsCard, MilestonesCard } from './EffectCard';
import { LoadCard } from './LoadCard';
import { MovesCard } from './MovesCard';
import {
  input,
  OBJECTIVES,
  useAccept,
  useEffectOf,
  useForecastOf,
  useProposal,
  useWish,
} from './useLeveling';
import type { Proposal, Wish } from './useLeveling';
import { WaysCard } from './WaysCard';
import { WorthCard } from './WorthCard';
import '@/features/staffing/leveling/leveling.css';

type Choice = { revision: number; refused: ReadonlySet<string> };
type BodyProps = { program: string; proposal: Proposal; pending: boolean; mayEdit: boolean };

/** All moves are chosen; what the reader refuses is remembered until the plan changes. */
function useChoice(proposal: Proposal) {
  const [choice, setChoice] = useState<Choice>({ revision: proposal.revision, refused: new Set() });
  const refused = choice.revision === proposal.revision ? choice.refused : new Set<string>();
  const activities = proposal.leveling.moves.map((move) => move.activity);
  const chosen = new Set(activities.filter((activity) => !refused.has(activity)));
  const choose = (wanted: string[], on: boolean) => {
    const next = new Set(refused);
    for (const activity of wanted) {
      if (on) next.delete(activity);
      else next.add(activity);
    }
    setChoice({ revision: proposal.revision, refused: next });
  };
  return { chosen, choose };
}

function Wishes({ wish, set }: { wish: Wish; set: (name: string, value: string | null) => void }) {
  return (
    <>
      <Segmented
        label={t('leveling.objective')}
        value={wish.objective}
        options={OBJECTIVES.map((each) => ({ value: each, label: t(`leveling.objective.${each}`) }))}
        onValue={(value) => set('objective', value === 'finish' ? null : value)}
      />
      <ChoiceField
        label={t('leveling.started')}
        hideLabel
        value={wish.keep_started ? 'keep' : 'move'}
        options={[
          { value: 'keep', label: t('leveling.keepStarted') },
          { value: 'move', label: t('leveling.moveStarted') },
        ]}
        onValue={(value) => set('started', value === 'keep' ? null : value)}
      />
      <ChoiceField
        label={t('leveling.rests')}
        hideLabel
        value={wish.split ? 'rests' : 'whole'}
        options={[
          { value: 'whole', label: t('leveling.whole') },
          { value: 'rests', label: t('leveling.split') },
        ]}
        onValue={(value) => set('work', value === 'whole' ? null : value)}
      />
      <ChoiceField
        label={t('leveling.hands')}
        hideLabel
        value={wish.hand_over ? 'others' : 'same'}
        options={[
          { value: 'same', label: t('leveling.keepPeople') },
          { value: 'others', label: t('leveling.handOver') },
        ]}
        onValue={(value) => set('who', value === 'same' ? null : value)}
      />
    </>
  );
}

function Body({ program, proposal, pending, mayEdit }: BodyProps) {
  const { wish, by, set } = useWish();
  const { chosen, choose } = useChoice(proposal);
  const { effect, fresh, error } = useEffectOf(program, proposal, chosen);
  const forecast = useForecastOf(program, proposal, chosen, fresh && !pending);
  const { accept, undo } = useAccept(program);
  const say = useSay();
  const header = useQuery(headerQuery(program));
  const teams = new Map(header.data?.teams.map((team) => [team.id, team.title]));
  const { leveling, versions, leveled } = proposal;
  const send = (moves: Parameters<typeof accept.mutate>[0]) =>
    accept.mutate(moves, {
      onSuccess: ({ announcement }) =>
        say(announcement, { label: t('leveling.undone'), run: () => undo.mutate() }),
    });
  const take = () =>
    send(leveling.moves.filter((move) => chosen.has(move.activity)).map((move) => input(move, versions)));
  const lift = () =>
    send(
      leveled.map((activity) => ({
        activity,
        kind: 'start_no_earlier_than',
        at: null,
        why: t('leveling.clearWhy'),
        version: versions[activity] ?? null,
      })),
    );
  return (
    <>
      <div className="title">
        <div>
          <h2>{t('leveling.title')}</h2>
          <p aria-live="polite">
            <RichText text={effect.summary as Text} />
          </p>
          <p className="dim small">{t(`leveling.for.${wish.objective}`)}</p>
        </div>
        <div className="acts">
          <Wishes wish={wish} set={set} />
          {mayEdit && leveled.length > 0 && (
            <Button onClick={lift} busy={accept.isPending ? t('leveling.clearing') : null}>
              {t('leveling.clear', { count: leveled.length })}
            </Button>
          )}
          {mayEdit && leveling.moves.length > 0 && (
            <Button
              primary
              disabled={chosen.size === 0 || pending}
              onClick={take}
              busy={accept.isPending ? t('leveling.accepting') : null}
            >
              {chosen.size > 0 ? t('leveling.accept', { count: chosen.size }) : t('leveling.acceptNone')}
            </Button>
          )}
        </div>
      </div>
      {[accept.error, undo.error, error].map(
        (each, index) => each && <ErrorState key={index} error={each} />,
      )}
      <div className={`leveling-grid ${fresh && !pending ? '' : 'waiting'}`}>
        <LoadCard
          loads={effect.loads}
          by={by}
          team={(id) => teams.get(id ?? '') ?? id ?? t('leveling.noTeam')}
          onBy={(value) => set('by', value === 'people' ? null : value)}
        />
        <div className="leveling-side">
          <WorthCard leveling={leveling} forecast={forecast} />
          <MovesCard moves={leveling.moves} effect={effect} chosen={chosen} onChoose={choose} />
          {effect.milestones.length > 0 && <MilestonesCard effect={effect} />}
          <LimitsCard effect={effect} />
        </div>
      </div>
    </>
  );
}

/** Ways out side by side, then the moves of one of them in detail. */
export function LevelingTab({ program, mayEdit }: { program: string; mayEdit: boolean }) {
  const { wish } = useWish();
  const query = useProposal(program, wish);
  return (
    <div className="leveling">
      <WaysCard program={program} mayEdit={mayEdit} />
      <Loaded query={query} rows={10} height={44} doing={t('leveling.searching')}>
        {(proposal) => (
          <Body program={program} proposal={proposal} pending={query.isPlaceholderData} mayEdit={mayEdit} />
        )}
      </Loaded>
    </div>
  );
}
