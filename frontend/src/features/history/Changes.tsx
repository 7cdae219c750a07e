import { useState } from 'react';
import type { AuditEntry } from '@/api/types';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';
import { changeValue } from './changes';

/** Changes of one entry that show at once, and with each further step. */
const [MOST, STEP] = [8, 200];

function Change({ change, zone }: { change: AuditEntry['changes'][number]; zone: string | undefined }) {
  return (
    <li>
      <span className="dim">{change.label}</span>
      <del>
        <span className="sr">{t('history.before')} </span>
        {changeValue(change.field, change.before, zone) ?? t('history.nothing')}
      </del>
      <ins>
        <span className="sr">{t('history.after')} </span>
        {changeValue(change.field, change.after, zone) ?? t('history.nothing')}
      </ins>
    </li>
  );
}

/** The first changes of an entry, and the others when asked for: a bulk edit has thousands. */
export function Changes({ entry, zone }: { entry: AuditEntry; zone: string | undefined }) {
  const [shown, setShown] = useState(MOST);
  const rest = entry.changes.length - shown;
  if (entry.changes.length === 0) return null;
  return (
    <>
      <ul className="fields">
        {entry.changes.slice(0, shown).map((change) => (
          <Change key={change.field} change={change} zone={zone} />
        ))}
      </ul>
      {rest > 0 && (
        <Button small ghost onClick={() => setShown(shown + STEP)}>
          {t('history.rest', { count: rest })}
        </Button>
      )}
    </>
  );
}
