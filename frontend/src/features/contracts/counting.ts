/** To which day dates are held and escalation is counted. Pure. */
import type { Escalation } from '@/api/types';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';

export type Counting = { counted_to: string; status_date: string | null; today: string };

const DAY = 86_400_000;
/** A status date of a week ago is told without a warning: plans are brought up to date weekly. */
const OLD = 7;

export function countedWords({ counted_to: to, status_date: status, today }: Counting): string {
  const when = day(to, { year: true });
  if (status === null) return t('contract.counted.today', { when });
  const age = Math.round((Date.parse(today) - Date.parse(to)) / DAY);
  return age > OLD
    ? t('contract.counted.old', { when, days: t('contract.step.days', { count: age }) })
    : t('contract.counted.status', { when });
}

/** How many steps came due after the day to which is counted. */
export const dueSince = ({ rungs, due }: Escalation, { counted_to: to, today }: Counting): number =>
  today <= to
    ? 0
    : rungs.filter(({ fires, taken }, at) => at >= due && taken === null && fires <= today).length;
