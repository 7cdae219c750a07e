import type { Hover } from '@/components/gantt/Gantt';
import type { PlanModel } from '@/lib/plan/data/model';
import type { DayWords } from '@/lib/plan/words/days';
import { describeRow } from '@/lib/plan/words/describe';
import { t } from '@/lib/messages/t';

/** What is under the pointer, in words. */
export function Tip({ model, words, hover }: { model: PlanModel; words: DayWords; hover: Hover }) {
  if (hover.link < 0) return <>{describeRow(model, hover.row, words)}</>;
  const { kind, lag_text, driving } = model.columns.dependencies;
  const title = (row: number | undefined): string => model.columns.activities.title[row ?? -1] ?? '';
  const lag = lag_text[hover.link] ?? '';
  return (
    <>
      {title(model.links.from[hover.link])} → {title(model.links.to[hover.link])}, {kind[hover.link]}
      {lag !== '' && ` ${lag}`}
      {driving[hover.link] === true && `, ${t('plan.links.driving')}`}
    </>
  );
}
