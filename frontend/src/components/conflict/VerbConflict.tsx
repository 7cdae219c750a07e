import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { ConflictCard } from './ConflictCard';
import { conflictOf } from './fields';

type Props = {
  error: Error | null;
  label: (field: string) => string;
  show: (field: string, value: unknown) => string;
  /** Do it again, knowing of their change: `version` is what the record has now. */
  onMine: (version: number) => void;
  onTheirs: () => void;
  busy?: boolean;
};

/** The refusal of a verb that sets one thing at once: a state, a promise, a lag, a removal. */
export function VerbConflict({ error, label, show, onMine, onTheirs, busy }: Props) {
  const conflict = conflictOf(error);
  if (conflict === null) return <FormError error={error} />;
  const removing = 'removed' in conflict.fields;
  const rows = removing
    ? []
    : Object.entries(conflict.fields).map(([name, { yours, theirs }]) => ({
        name,
        label: label(name),
        theirs: show(name, theirs),
        mine: show(name, yours),
      }));
  return (
    <ConflictCard conflict={conflict} rows={rows}>
      <div className="conflict-acts">
        <Button small onClick={onTheirs}>
          {t(removing ? 'conflict.leave' : 'conflict.take')}
        </Button>
        <Button
          small
          primary
          busy={busy ? t('conflict.busy') : null}
          onClick={() => onMine(conflict.version)}
        >
          {t(removing ? 'conflict.removeAnyway' : 'conflict.keep')}
        </Button>
      </div>
    </ConflictCard>
  );
}
