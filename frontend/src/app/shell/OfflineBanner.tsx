import { useNetwork } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { ProblemError } from '@/api/client';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';

/** Whether any request that is on the page got no answer at all. */
function useUnanswered(): boolean {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    (notify) => cache.subscribe(notify),
    () => cache.getAll().some(({ state }) => state.error instanceof ProblemError && state.error.offline),
  );
}

export function OfflineBanner() {
  const client = useQueryClient();
  const { online } = useNetwork();
  const unanswered = useUnanswered();
  if (online && !unanswered) return null;
  return (
    <div className="offline" role="alert">
      <span>{t('shell.offline')}</span>
      <Button small onClick={() => void client.refetchQueries({ type: 'active' })}>
        {t('shell.retry')}
      </Button>
    </div>
  );
}
