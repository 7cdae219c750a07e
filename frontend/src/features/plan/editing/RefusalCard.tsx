import { useRef, useState } from 'react';
import { Button } from '@/components/forms/Button';
import { instant } from '@/lib/format/dates';
import { percent } from '@/lib/format/numbers';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import { useAnchor } from '@/features/plan/useAnchor';
import type { Refusal } from './useEdits';

type Props = {
  model: PlanModel;
  refusal: Refusal;
  onMine: () => void;
  onTheirs: () => void;
  onEdit: () => void;
};

/** A refused save: whose change stands in the way, what was typed, and the three ways on. Nothing typed is lost. */
export function RefusalCard({ model, refusal, onMine, onTheirs, onEdit }: Props) {
  const [busy, setBusy] = useState(false);
  const card = useRef<HTMLDivElement>(null);
  useAnchor(card, model.rowOf.get(refusal.id) ?? -1);
  const { error, id } = refusal;
  const conflict = error.status === 409 ? error.details.conflict : undefined;
  const title = model.columns.activities.title[model.rowOf.get(id) ?? -1] ?? id;
  return (
    <div
      ref={card}
      className="pl-pop pl-refusal"
      role="alertdialog"
      aria-label={t('plan.refused', { title })}
    >
      <p>
        <b>{t('plan.refused', { title })}</b>
      </p>
      {conflict ? (
        <>
          <p>{t('plan.conflict', { who: conflict.changed_by, when: instant(conflict.changed_at) })}</p>
          <dl>
            {Object.entries(conflict.fields).map(([name, { yours, theirs }]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{t('plan.conflict.yours', { value: shown(name, yours) })}</dd>
                <dd>{t('plan.conflict.theirs', { value: shown(name, theirs) })}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        <p>{error.offline ? t('state.offline') : error.message}</p>
      )}
      <footer>
        {(conflict ?? error.offline) && (
          <Button
            small
            primary
            busy={busy ? t('plan.saving') : null}
            onClick={() => {
              setBusy(true);
              onMine();
            }}
          >
            {t(conflict ? 'plan.conflict.mine' : 'state.retry')}
          </Button>
        )}
        <Button small onClick={onTheirs}>
          {t(conflict ? 'plan.conflict.take' : 'plan.discard')}
        </Button>
        <Button small ghost onClick={onEdit}>
          {t('plan.conflict.edit')}
        </Button>
      </footer>
      {error.details.id && <small>{t('state.problemId', { id: error.details.id })}</small>}
    </div>
  );
}

function shown(field: string, value: unknown): string {
  if (value === null) return t('word.none');
  if (field === 'progress' && typeof value === 'number') return percent(value);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
