import { Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { del, get, path, post } from '@/api/client';
import { keys } from '@/api/queries';
import type { components } from '@/api/schema';
import type { ProgramHeader } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { useSay } from '@/components/feedback/Notices';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';

type Use = components['schemas']['Use'];
const KINDS = [
  'activity',
  'risk',
  'contract',
  'person',
  'team',
  'workstream',
  'gate',
  'responsibility',
  'cadence',
  'factor',
  'ask',
  'program',
] as const;
const NAMED = 5;

function Uses({ uses }: { uses: readonly Use[] }) {
  const groups = KINDS.map((kind) => ({ kind, found: uses.filter((use) => use.kind === kind) }));
  return (
    <ul className="crew-uses">
      {groups
        .filter(({ found }) => found.length > 0)
        .map(({ kind, found }) => (
          <li key={kind}>
            <b>{t(`crew.uses.${kind}`, { count: found.length })}</b>{' '}
            <span className="sec">
              {found
                .slice(0, NAMED)
                .map(({ title }) => title)
                .join(', ')}
              {found.length > NAMED && ' …'}
            </span>
          </li>
        ))}
    </ul>
  );
}

type Props = {
  header: ProgramHeader;
  list: 'teams' | 'people' | 'workstreams';
  record: { id: string; name: string };
  others: readonly { id: string; name: string }[];
  onClose: () => void;
};

/** Somebody leaves the program: what names them, and who takes over. */
export function RemoveDialog({ header, list, record, others, onClose }: Props) {
  const client = useQueryClient();
  const say = useSay();
  const [to, setTo] = useState('');
  const [tried, setTried] = useState(false);
  const address = path('programs', header.id, 'crew', list, record.id);
  const uses = useQuery({
    queryKey: ['uses', header.id, list, record.id],
    queryFn: ({ signal }) => get<Use[]>(`${address}/uses`, {}, signal),
  });
  const refresh = () => client.invalidateQueries({ queryKey: keys.program(header.id) });
  const undo = useMutation({
    mutationFn: () => post(path('programs', header.id, 'undo')),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => del(address, to === '' ? {} : { to }),
    onSuccess: async () => {
      onClose();
      say(t('crew.removed', { name: record.name }), { label: t('action.undo'), run: () => undo.mutate() });
      await refresh();
    },
  });
  const named = (uses.data ?? []).length > 0;
  const submit = () => {
    setTried(true);
    if (!named || to !== '') remove.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('crew.remove', { name: record.name })} size={520}>
      <Loaded query={uses} rows={3}>
        {(found) => (
          <div className="form">
            {found.length === 0 && <p>{t('crew.unused')}</p>}
            {found.length > 0 && (
              <>
                <p>{t('crew.used', { name: record.name })}</p>
                <Uses uses={found} />
                {others.length === 0 ? (
                  <p className="sec">{t(`crew.${list}.alone`)}</p>
                ) : (
                  <ChoiceField
                    label={t('crew.takesOver')}
                    value={to}
                    onValue={setTo}
                    error={tried && to === '' ? t('crew.needTakesOver') : null}
                    options={[
                      { value: '', label: t('crew.choose') },
                      ...others.map(({ id, name }) => ({ value: id, label: name })),
                    ]}
                  />
                )}
              </>
            )}
            <FormError error={remove.error} />
            <div className="form-acts">
              <Button onClick={onClose}>{t('action.cancel')}</Button>
              {(!named || others.length > 0) && (
                <Button danger busy={remove.isPending ? t('crew.removing') : null} onClick={submit}>
                  {t('crew.removeDo')}
                </Button>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </Modal>
  );
}
