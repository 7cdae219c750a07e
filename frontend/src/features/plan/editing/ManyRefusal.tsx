import { useEffect, useRef } from 'react';
import { Button } from '@/components/forms/Button';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import { StaleRows } from './StaleRows';
import type { RefusedMany } from './useEdits';

type Props = {
  model: PlanModel;
  refusal: RefusedMany;
  onAnyway: () => void;
  onRetry: () => void;
  onDrop: () => void;
};

/** Changes that were refused together: each stale row with both values, each problem by its change, the circle in order. */
export function ManyRefusal({ model, refusal, onAnyway, onRetry, onDrop }: Props) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.focus(), []);
  const { details, offline, message } = refusal.error;
  const title = (id: string): string => model.columns.activities.title[model.rowOf.get(id) ?? -1] ?? id;
  const conflicts = details.conflicts ?? [];
  const cycle = details.cycle ?? [];
  const heading = t('plan.refusedMany', { count: refusal.changes.length });
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves from anywhere in the dialog
    <div
      ref={card}
      className="pl-pop pl-many"
      role="alertdialog"
      aria-label={heading}
      tabIndex={-1}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onDrop();
      }}
    >
      <p>
        <b>{heading}</b>
      </p>
      {cycle.length > 0 ? (
        <>
          <p role="alert">{t('plan.cycle')}</p>
          <ol className="pl-circle">
            {cycle.map((id) => (
              <li key={id}>{title(id)}</li>
            ))}
            <li>{t('plan.cycle.again', { title: title(cycle[0] ?? '') })}</li>
          </ol>
          <p className="dim">{t('plan.cycle.hint')}</p>
        </>
      ) : conflicts.length > 0 ? (
        <StaleRows model={model} conflicts={conflicts} />
      ) : (
        <p role="alert">{offline ? t('state.offline') : message}</p>
      )}
      <p className="dim">{t('plan.refusedMany.kept')}</p>
      <footer>
        {offline && (
          <Button small primary onClick={onRetry}>
            {t('state.retry')}
          </Button>
        )}
        <Button small onClick={onDrop}>
          {t(conflicts.length > 0 ? 'conflict.take' : 'plan.discard')}
        </Button>
        {conflicts.length > 0 && (
          <Button small primary onClick={onAnyway}>
            {t('plan.refusedMany.mine')}
          </Button>
        )}
      </footer>
      {details.id && <small>{t('state.problemId', { id: details.id })}</small>}
    </div>
  );
}
