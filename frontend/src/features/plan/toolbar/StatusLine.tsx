import { Legend } from '@/components/gantt/Legend';
import { Kbd } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import type { ColumnId } from '@/features/plan/state/state';

type Props = {
  shown: number;
  total: number;
  editing: ColumnId | null;
  /** A letter would be typed into the selected cell. */
  letters: boolean;
  saving: boolean;
  /** How much is selected, where it is more than one cell or row. */
  selection: string | null;
  run: { done: number; total: number } | null;
};

/** Count, what the keys do now, the legend. */
export function StatusLine({ shown, total, editing, letters, saving, selection, run }: Props) {
  return (
    <div className="pl-sb">
      <span className="count">
        {shown === total ? t('plan.countAll', { count: total }) : t('plan.count', { shown, total })}
      </span>
      <span className="hints">
        <Hints editing={editing} letters={letters} />
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

function Hints({ editing, letters }: Pick<Props, 'editing' | 'letters'>) {
  if (editing !== null) return <EditHints duration={editing === 'duration'} />;
  return letters ? <CellHints /> : <RowHints />;
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

function CellHints() {
  return (
    <>
      {t('plan.hint.type')} <Kbd>F2</Kbd> {t('plan.hint.edit')} <Kbd>Shift Space</Kbd> {t('plan.hint.row')}
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
