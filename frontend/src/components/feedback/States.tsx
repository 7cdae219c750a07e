import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Problem } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { Icon } from '@/components/icons/Icon';
import type { IconName } from '@/components/icons/paths';
import { isKept } from '@/lib/kept';
import { t } from '@/lib/messages/t';

type EmptyProps = { title: string; children?: ReactNode; icon?: IconName };

/** What belongs here, and the next step. */
export function EmptyState({ title, children, icon }: EmptyProps) {
  return (
    <div className="empty">
      {icon && <Icon name={icon} />}
      <p>{title}</p>
      {children && <div className="empty-acts">{children}</div>}
    </div>
  );
}

/** The shape of a refusal that a component needs to know. */
export type Refusal = Error & {
  details?: {
    type?: string;
    title: string;
    status: number;
    detail: string | null;
    id: string | null;
    problems?: Problem[] | null;
  };
};

const words = (error: Refusal): string =>
  error.details?.status === 0
    ? t(isKept(error) ? 'outbox.kept' : 'state.offline')
    : (error.details?.detail ?? error.details?.title ?? error.message);

/** What happened and what to do, where it happened. */
export function ErrorState({ error, retry }: { error: Error; retry?: () => void }) {
  const refusal: Refusal = error;
  return (
    <div className="error-state" role="alert">
      <p>
        <b>{t('state.error')}</b> {words(refusal)}
      </p>
      {refusal.details?.problems && refusal.details.problems.length > 0 && (
        <ul>
          {refusal.details.problems.slice(0, 5).map((problem, index) => (
            <li key={index}>
              {problem.message} {problem.hint}
            </li>
          ))}
        </ul>
      )}
      {refusal.details?.id && <p className="fine">{t('state.problemId', { id: refusal.details.id })}</p>}
      {retry && (
        <Button small onClick={retry}>
          {t('state.retry')}
        </Button>
      )}
    </div>
  );
}

/** A refusal inside a form: what was typed stays where it is. */
export function FormError({ error }: { error: Error | null }) {
  if (error === null) return null;
  const refusal: Refusal = error;
  return (
    <div className={isKept(error) ? 'form-kept' : 'form-error'} role="alert">
      {words(refusal)}
      {refusal.details?.problems?.map((problem, index) => (
        <p key={index}>
          {problem.message} {problem.hint}
        </p>
      ))}
    </div>
  );
}

const DELAY_MS = 150;

/** `doing`: what takes so long, said after two seconds. */
export type SkeletonProps = { rows?: number; height?: number; doing?: string };

/** Nothing for 150 ms, then grey blocks in the final geometry. */
export function Skeleton({ rows = 6, height = 36, doing }: SkeletonProps) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true" aria-label={t('state.loading')} role="status" className="skeleton">
      {doing && <p className="doing">{doing}</p>}
      {late && Array.from({ length: rows }, (_, row) => <i key={row} style={{ height }} />)}
    </div>
  );
}
