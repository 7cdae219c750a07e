import { Legend } from '@/components/gantt/Legend';
import { Kbd } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import type { ColumnId } from '@/features/plan/state/state';

type Props = {
  shown: number;
  total: number;
  editing: ColumnId | null;
  saving: boolean;
  /** How much is selected, where it is more than one cell or row. */
  selection: string | null;
  run: { done: number; total: number } | null;
};

/** Count, what the keys do now, the legend. */
export function StatusLine({ shown, total, editing, saving, selection, run }: Props) {
  return (
    <div className="pl-sb">
      <span className="count">
        {shown === total ? t('plan.countAll', { count: total }) : t('plan.count', { shown, total })}
      </span>
      <span className="hints">
        {editing === null ? <RowHints /> : <EditHints duration={editing === 'duration'} />}
      </span>
      <span className="pl-selected" role="status">
        {selection}
      </span>
      {saving && <span>{t('plan.saving')}</span>}
      {run !== null && <span className="figures">{t('plan.running', run)}</span>}
      <span className="sp" />
      <Legend />
    </div>
  );
}

function EditHints({ duration }: { duration: boolean }) {
  return (
    <>
      <Kbd>Enter</Kbd> {t('plan.hint.save')} <Kbd>Esc</Kbd> {t('plan.hint.cancel')}
      {duration && (
        <>
          {' '}
          <Kbd>Alt ↓</Kbd> {t('plan.hint.estimate')}
        </>
      )}
    </>
  );
}

function RowHints() {
  return (
    <>
      <Kbd>W</Kbd> {t('plan.hint.why')} <Kbd>L</Kbd> {t('plan.hint.links')} <Kbd>?</Kbd> {t('plan.hint.keys')}
    </>
  );
}
