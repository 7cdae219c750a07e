import type { BacklogMethod, BacklogOverride } from '@/api/types';
import { bandOf } from '@/lib/backlog/order';
import { t } from '@/lib/messages/t';
import { methodName } from './words';

type Props = {
  override: BacklogOverride | undefined;
  early: readonly string[] | undefined;
  blocked: boolean;
  method: BacklogMethod;
};

/** What is to be known of an item's place, in words. */
export function Flags({ override, early, blocked, method }: Props) {
  const place = override ? bandOf(override.first, override.last) : '';
  const by = place ? t('backlog.panel.place', { place, method: methodName(method) }) : t('backlog.notScored');
  return (
    <>
      {override && (
        <span
          className={`tag ${override.stale.length > 0 ? 'at' : ''}`}
          title={[`${override.by}: ${override.why}`, `${by}.`, ...override.stale].join('\n')}
        >
          {`${t(override.stale.length > 0 ? 'backlog.stale' : 'backlog.decided')}${place && ` (${place})`}`}
        </span>
      )}
      {early && early.length > 0 && (
        <span className="tag at">{t('backlog.early', { keys: early.join(', ') })}</span>
      )}
      {blocked && <span className="tag off">{t('backlog.blocked')}</span>}
    </>
  );
}
