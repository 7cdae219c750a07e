import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { get, path as apiPath } from '@/api/client';
import { keys } from '@/api/queries';
import type { Why } from '@/api/types';
import { useOpenActivity } from '@/components/activity/context';
import { EvidenceContext } from '@/components/facts/context';
import { ErrorState, Skeleton } from '@/components/feedback/States';
import { IconButton } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { WhyBody } from './WhyBody';

type Props = {
  program: string;
  /** The record, null while nothing is selected. */
  id: string | null;
  revision: number;
  pinned: boolean;
  onPin: (id: string | null) => void;
  onClose: () => void;
  onGo: (id: string) => void;
};

/** The record follows the grid only after a rest, so that walking through rows does not ask for each. */
const REST_MS = 160;

/** "Why this date?": what sets the date of one record, how sure it is, and what would move it. */
export function WhyPanel({ program, id, revision, pinned, onPin, onClose, onGo }: Props) {
  const asked = useRested(id);
  const { query, causes } = useWhy(program, asked, revision);
  const panel = useRef<HTMLElement>(null);
  const openForm = useOpenActivity();
  const why = query.isPlaceholderData ? query.data : (causes.data ?? query.data);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes the panel from anywhere in it
    <aside
      ref={panel}
      className="pl-panel"
      aria-label={t('plan.why')}
      data-panel="why"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header>
        <h2>{t('plan.why')}</h2>
        <IconButton
          icon="pin"
          className={pinned ? 'on' : ''}
          label={t(pinned ? 'plan.unpin' : 'plan.pin')}
          aria-pressed={pinned}
          disabled={id === null}
          onClick={() => onPin(pinned ? null : id)}
        />
        {why !== undefined && (
          <IconButton
            icon="edit"
            label={t('activity.open', { title: why.title })}
            shortcut="O"
            onClick={() => openForm(why.id)}
          />
        )}
        <IconButton icon="close" label={t('plan.closePanel')} shortcut="Esc" onClick={onClose} />
      </header>
      <div className={`pl-panel-body ${query.isPlaceholderData ? 'old' : ''}`} aria-busy={query.isFetching}>
        {id === null && <p className="pl-hint">{t('plan.why.pick')}</p>}
        {query.error && why === undefined && (
          <ErrorState error={query.error} retry={() => void query.refetch()} />
        )}
        {query.isLoading && id !== null && <PanelSkeleton />}
        {why !== undefined && (
          <EvidenceContext value={{ facts: why.facts }}>
            <WhyBody why={why} searching={causes.isFetching} onGo={onGo} />
          </EvidenceContext>
        )}
      </div>
    </aside>
  );
}

/** The chain is there at once; what moves the P85 is found by simulating again and follows. */
function useWhy(program: string, asked: string | null, revision: number) {
  const key = [...keys.why(program, asked ?? ''), revision];
  const address = `${apiPath('programs', program)}${apiPath('why', asked ?? '')}`;
  const query = useQuery({
    queryKey: [...key, 'chain'],
    queryFn: ({ signal }) => get<Why>(address, { drivers: false }, signal),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const causes = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<Why>(address, {}, signal),
    enabled: asked !== null && query.isSuccess && !query.isPlaceholderData,
    staleTime: 60_000,
  });
  return { query, causes };
}

function PanelSkeleton() {
  return (
    <section>
      <Skeleton rows={8} height={19} />
    </section>
  );
}

function useRested(id: string | null): string | null {
  const [rested, setRested] = useState(id);
  useEffect(() => {
    const timer = setTimeout(() => setRested(id), REST_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return rested ?? id;
}
