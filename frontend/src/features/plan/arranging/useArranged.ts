import { useMemo, useState } from 'react';
import { arranger } from '@/lib/plan/data/arrange';
import { modelBuilder, type PlanModel } from '@/lib/plan/data/model';
import type { DayWords } from '@/lib/plan/words/days';
import { isOutline, type Ordering } from '@/features/plan/state/ordering';
import { compareBy, groupsOf } from './order';

/** The plan in the order that is asked for. `rowAt`: where each row of the outline stands in it; null in the outline. */
export function useArranged(
  base: PlanModel,
  ordering: Ordering,
  words: DayWords,
): { model: PlanModel; rowAt: Int32Array | null } {
  const [arrange] = useState(arranger);
  const [build] = useState(modelBuilder);
  return useMemo(() => {
    if (isOutline(ordering)) return { model: base, rowAt: null };
    const groups = ordering.group === null ? null : groupsOf(base, ordering.group);
    const compare = ordering.sort === null ? null : compareBy(base, ordering.sort, words);
    const { columns, rowAt } = arrange(base, groups, compare);
    const model = build(columns);
    return { model: { ...model, findings: base.findings, gates: base.gates }, rowAt };
  }, [arrange, base, build, ordering, words]);
}
