import type { Conflict } from '@/api/types';
import { changedBy } from '@/components/conflict/ConflictCard';
import type { PlanModel } from '@/lib/plan/data/model';
import { t } from '@/lib/messages/t';
import { fieldLabel, fieldWords } from './fieldWords';

type Props = { model: PlanModel; conflicts: readonly (Conflict & { id: string })[] };

/** Rows that somebody else changed meanwhile, each field with both values. */
export function StaleRows({ model, conflicts }: Props) {
  const title = (id: string): string => model.columns.activities.title[model.rowOf.get(id) ?? -1] ?? id;
  return (
    <ul className="pl-stalerows">
      {conflicts.map((conflict) => (
        <li key={conflict.id}>
          <b>{title(conflict.id)}</b>: {changedBy(conflict)}
          {Object.entries(conflict.fields).map(([name, { yours, theirs }]) => (
            <p key={name}>
              {fieldLabel(name)}: {t('conflict.theirs')} <b>{fieldWords(model, name, theirs)}</b>,{' '}
              {t('conflict.yours')} <b>{fieldWords(model, name, yours)}</b>
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
