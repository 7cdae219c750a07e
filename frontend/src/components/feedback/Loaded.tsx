import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from './States';
import type { SkeletonProps } from './States';

type Query<T> = { data: T | undefined; error: Error | null; refetch: () => unknown };
type Props<T> = SkeletonProps & {
  query: Query<T>;
  /** What must be there too, lest parts come after the rest and move or take the focus away. */
  beside?: Query<unknown>;
  children: (data: T) => ReactNode;
};

/** Data when it is there (also while it refreshes), else the reason why not, else a skeleton. */
export function Loaded<T>({ query, beside, children, ...skeleton }: Props<T>) {
  if (query.data !== undefined && (beside === undefined || beside.data !== undefined))
    return children(query.data);
  const failed = query.error ? query : beside;
  if (failed?.error) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />;
  return <Skeleton {...skeleton} />;
}
