import { Link } from 'react-router';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';

/** No activities: what belongs here and the next step. */
export function EmptyPlan({
  program,
  readOnly,
  onAdd,
}: {
  program: string;
  readOnly: boolean;
  onAdd: () => void;
}) {
  return (
    <div className="pl-state">
      <p>{t('plan.empty')}</p>
      {!readOnly && (
        <p className="acts">
          <Button primary icon="plus" onClick={onAdd}>
            {t('plan.empty.add')}
          </Button>
          <Link className="btn" to={`/import?program=${encodeURIComponent(program)}`}>
            {t('plan.empty.import')}
          </Link>
        </p>
      )}
    </div>
  );
}
