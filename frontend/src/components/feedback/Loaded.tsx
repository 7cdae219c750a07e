import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from './States';
import type { SkeletonProps } from './States';

type Query<T> = { data: T | undefined; error: Error | null; refetch: () => unknown };
type Props<T> = SkeletonProps & { query: Query<T>; children: (data: T) => ReactNode };

/** Data when it is there (also while it refreshes), else the reason why not, else a skeleton. */
export function Loaded<T>({ query, children, ...skeleton }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return <Skeleton {...skeleton} />;
}
