import { TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import type { Draft } from '@/features/activity/draft';
import { Fold, type PartProps } from './Part';

const said = ({ cost, costPerDay, crashTo, crashCost }: Draft) =>
  [
    cost,
    costPerDay && t('activity.perDaySaid', { cost: costPerDay }),
    crashTo && t('activity.crashToSaid', { days: crashTo }),
    crashCost && t('activity.crashCostSaid', { cost: crashCost }),
  ]
    .filter(Boolean)
    .join(', ');

/** What it costs, and what it costs to make it shorter. */
export function MoneyPart({ draft, change, currency }: PartProps) {
  return (
    <Fold title={t('activity.money')} said={said(draft)}>
      <div className="field-row">
        <TextField
          label={t('activity.cost', { currency })}
          hint={t('activity.costHint')}
          value={draft.cost}
          onValue={(text) => change('cost', text)}
        />
        <TextField
          label={t('activity.costPerDay', { currency })}
          hint={t('activity.costPerDayHint')}
          value={draft.costPerDay}
          onValue={(text) => change('costPerDay', text)}
        />
      </div>
      {draft.kind === 'task' && (
        <div className="field-row">
          <TextField
            label={t('activity.crashTo')}
            hint={t('activity.crashToHint')}
            value={draft.crashTo}
            onValue={(text) => change('crashTo', text)}
          />
          <TextField
            label={t('activity.crashCost', { currency })}
            hint={t('activity.crashCostHint')}
            value={draft.crashCost}
            onValue={(text) => change('crashCost', text)}
          />
        </div>
      )}
    </Fold>
  );
}
