import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { outbox } from '@/api/client';
import { programOf } from '@/api/outbox/entry';
import type { Entry } from '@/api/outbox/entry';
import { keys } from '@/api/queries';
import { ConflictCard } from '@/components/conflict/ConflictCard';
import { Button } from '@/components/forms/Button';
import { instant, inZone } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { saying, typed } from './words';

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Discard a write: pages that show it as if it were saved ask the server again. */
function useDrop(entry: Entry): () => void {
  const client = useQueryClient();
  return () => {
    outbox.drop(entry.id);
    const program = programOf(entry.path);
    if (program !== null) void client.invalidateQueries({ queryKey: keys.program(program) });
  };
}

/** What the server said no to: both values of a stale write, else the reason; send again or discard. */
function Refused({ entry }: { entry: Entry }) {
  const drop = useDrop(entry);
  const again = () => outbox.again(entry.id);
  const conflict = entry.refusal?.conflict;
  if (conflict) {
    const rows = Object.entries(conflict.fields).map(([name, { yours, theirs }]) => ({
      name,
      label: name.replaceAll('_', ' '),
      theirs: shown(theirs),
      mine: shown(yours),
    }));
    return (
      <ConflictCard conflict={conflict} rows={rows}>
        <div className="conflict-acts">
          <Button small onClick={drop}>
            {t('conflict.take')}
          </Button>
          <Button small primary onClick={again}>
            {t('conflict.keep')}
          </Button>
        </div>
      </ConflictCard>
    );
  }
  return (
    <>
      <p className="form-error">{entry.refusal?.detail ?? entry.refusal?.title}</p>
      <div className="form-acts">
        <Button small onClick={drop}>
          {t('outbox.drop')}
        </Button>
        <Button small primary onClick={again}>
          {t('outbox.again')}
        </Button>
      </div>
    </>
  );
}

function Line({ entry }: { entry: Entry }) {
  const client = useQueryClient();
  const what = saying(client, entry);
  const drop = useDrop(entry);
  return (
    <li>
      <p className="outbox-head">
        <b>{what}</b>
        <span className={`pill ${entry.state === 'refused' ? 'off' : ''}`}>
          {t(`outbox.state.${entry.state}`)}
        </span>
        <span className="dim small">{t('outbox.at', { when: instant(inZone(entry.at, here())) })}</span>
        {entry.state === 'waiting' && (
          <Button small ghost aria-label={`${t('outbox.drop')}: ${what}`} onClick={drop}>
            {t('outbox.drop')}
          </Button>
        )}
      </p>
      <ul className="outbox-typed">
        {typed(entry.body).map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
      {entry.state === 'refused' && <Refused entry={entry} />}
    </li>
  );
}

type Props = { entries: readonly Entry[]; opened: boolean; onClose: () => void };

/** Every change that waits on this device: what, when, and for those refused a decision. */
export function OutboxList({ entries, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={t('outbox.title')} size={560} centered>
      {entries.length === 0 ? (
        <p>{t('outbox.none')}</p>
      ) : (
        <ol className="outbox-list">
          {entries.map((entry) => (
            <Line key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </Modal>
  );
}
