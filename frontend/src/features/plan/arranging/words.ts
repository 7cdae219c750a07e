import { t } from '@/lib/messages/t';
import { isOutline, type Ordering } from '@/features/plan/state/ordering';

/** "Team, Finish ↓": by what the rows are grouped and sorted. */
export function orderWords(ordering: Ordering): string {
  if (isOutline(ordering)) return t('plan.order.none');
  const { group, sort } = ordering;
  return [
    group === null ? null : t(`plan.group.${group}`),
    sort === null ? null : `${t(`plan.column.${sort.column}.long`)} ${sort.down ? '↓' : '↑'}`,
  ]
    .filter((each) => each !== null)
    .join(', ');
}

/** The same to be heard. */
export function orderSaid(ordering: Ordering): string {
  if (isOutline(ordering)) return t('plan.order.saidOutline');
  const { group, sort } = ordering;
  return [
    group === null ? null : t('plan.order.saidGroup', { by: t(`plan.group.${group}`) }),
    sort === null
      ? null
      : t(sort.down ? 'plan.order.saidDown' : 'plan.order.saidUp', {
          by: t(`plan.column.${sort.column}.long`),
        }),
  ]
    .filter((each) => each !== null)
    .join(' ');
}
