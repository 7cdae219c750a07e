import { useRef } from 'react';
import { conflictOf } from '@/components/conflict/fields';
import { VerbConflict } from '@/components/conflict/VerbConflict';
import { Button } from '@/components/forms/Button';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import { useAnchor } from '@/features/plan/useAnchor';
import { fieldLabel, fieldWords } from './fieldWords';
import type { Refusal } from './useEdits';

type Props = {
  model: PlanModel;
  refusal: Refusal;
  onMine: (version?: number) => void;
  onTheirs: () => void;
  onEdit: () => void;
};

/** A refused save: whose change stands in the way, what was typed, and the ways on. Nothing typed is lost. */
export function RefusalCard({ model, refusal, onMine, onTheirs, onEdit }: Props) {
  const card = useRef<HTMLDivElement>(null);
  useAnchor(card, model.rowOf.get(refusal.id) ?? -1);
  const { error, id } = refusal;
  const title = model.columns.activities.title[model.rowOf.get(id) ?? -1] ?? id;
  const refused = t(refusal.change === null ? 'plan.notRemoved' : 'plan.refused', { title });
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves from anywhere in the dialog
    <div
      ref={card}
      className="pl-pop pl-refusal"
      role="alertdialog"
      aria-label={refused}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onTheirs();
      }}
    >
      <p>
        <b>{refused}</b>
      </p>
      {conflictOf(error) ? (
        <VerbConflict
          error={error}
          label={fieldLabel}
          show={(field, value) => fieldWords(model, field, value)}
          onMine={onMine}
          onTheirs={onTheirs}
        />
      ) : (
        <p role="alert">{error.offline ? t('state.offline') : error.message}</p>
      )}
      <footer>
        {error.offline && (
          <Button small primary onClick={() => onMine()}>
            {t('state.retry')}
          </Button>
        )}
        {!conflictOf(error) && (
          <Button small onClick={onTheirs}>
            {t('plan.discard')}
          </Button>
        )}
        {refusal.change !== null && (
          <Button small ghost onClick={onEdit}>
            {t('plan.conflict.edit')}
          </Button>
        )}
      </footer>
      {error.details.id && <small>{t('state.problemId', { id: error.details.id })}</small>}
    </div>
  );
}
