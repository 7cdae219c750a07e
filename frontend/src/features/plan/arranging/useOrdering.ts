import { useCallback, useMemo } from 'react';
import type { Dispatch } from 'react';
import { useVerbs, type Verb } from '@/components/palette/verbs';
import { t } from '@/lib/messages/t';
import type { RowVerbs } from '@/features/plan/editing/useRowVerbs';
import type { ColumnId } from '@/features/plan/state/columnIds';
import { GROUPINGS, isOutline, OUTLINE, sortedBy, type Ordering } from '@/features/plan/state/ordering';
import type { PlanAction } from '@/features/plan/state/state';
import { orderSaid } from './words';

/** Setting the order, by pointer, keys and palette; what was set is said. */
export function useOrdering(
  ordering: Ordering,
  dispatch: Dispatch<PlanAction>,
  say: (text: string) => void,
): { set: (ordering: Ordering) => void; sort: (column: ColumnId) => void } {
  const set = useCallback(
    (next: Ordering) => {
      dispatch({ type: 'order', ordering: next });
      say(orderSaid(next));
    },
    [dispatch, say],
  );
  const sort = useCallback((column: ColumnId) => set(sortedBy(ordering, column)), [ordering, set]);
  useVerbs(
    useMemo<Verb[]>(
      () => [
        { id: 'plan.outline', title: t('plan.order.outline'), group: 'do', run: () => set(OUTLINE) },
        ...GROUPINGS.map<Verb>((group) => ({
          id: `plan.group.${group}`,
          title: t('plan.order.groupBy', { by: t(`plan.group.${group}`) }),
          group: 'do',
          run: () => set({ ...ordering, group }),
        })),
      ],
      [ordering, set],
    ),
  );
  return useMemo(() => ({ set, sort }), [set, sort]);
}

const OF_OUTLINE = ['indent', 'outdent', 'up', 'down', 'above', 'below', 'insertAfter'] as const;

/** In another order than that of the outline, what changes the outline says how to get back to it. */
export function useVerbsIn(ordering: Ordering, verbs: RowVerbs, say: (text: string) => void): RowVerbs {
  return useMemo(() => {
    if (isOutline(ordering)) return verbs;
    const refuse = () => say(t('plan.order.only'));
    return { ...verbs, ...Object.fromEntries(OF_OUTLINE.map((name) => [name, refuse])) };
  }, [ordering, say, verbs]);
}
