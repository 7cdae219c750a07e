import { useNetwork } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { outbox, ProblemError } from '@/api/client';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { OutboxList } from './outbox/OutboxList';
import { useOutbox } from './outbox/useOutbox';
import './outbox/outbox.css';

/** Whether any request that is on the page got no answer at all. */
function useUnanswered(): boolean {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    (notify) => cache.subscribe(notify),
    () => cache.getAll().some(({ state }) => state.error instanceof ProblemError && state.error.offline),
  );
}

/** No connection, and what waits for it; also what the server refused once it was back. */
export function OfflineBanner() {
  const client = useQueryClient();
  const { online } = useNetwork();
  const unanswered = useUnanswered();
  const entries = useOutbox();
  const [open, setOpen] = useState(false);
  const offline = !online || unanswered;
  const refused = entries.filter(({ state }) => state === 'refused').length;
  const waiting = entries.length - refused;
  const again = () => {
    void outbox.flush();
    void client.refetchQueries({ type: 'active' });
  };
  const list = <OutboxList entries={entries} opened={open} onClose={() => setOpen(false)} />;
  if (!offline && entries.length === 0) return list;
  return (
    <div className="offline" role="alert">
      <span>
        {offline && t('shell.offline')}{' '}
        {waiting > 0 && t(offline ? 'outbox.waiting' : 'outbox.sending', { count: waiting })}{' '}
        {refused > 0 && t('outbox.refused', { count: refused })}
      </span>
      {entries.length > 0 && (
        <Button small onClick={() => setOpen(true)}>
          {t('outbox.show')}
        </Button>
      )}
      {(offline || waiting > 0) && (
        <Button small onClick={again}>
          {t('shell.retry')}
        </Button>
      )}
      {list}
    </div>
  );
}
