import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import type { Channel, Notifications, Telling } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { FormError } from '@/components/feedback/States';
import { Button, IconButton } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { instant, inZone } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { useNotifications, useNotify } from './useNotifications';

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));
const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;

function stateOf({ state, at, reason }: Channel): string {
  if (state === null || at === null) return t('notify.never');
  return [t(`notify.state.${state}`, { when: instant(inZone(at, here())) }), reason]
    .filter(Boolean)
    .join(' ');
}

function ChannelLine({ channel }: { channel: Channel }) {
  const act = useNotify();
  return (
    <li>
      <div>
        <p className="b ell">{channel.shown}</p>
        <p className="dim small" role="status">
          {stateOf(channel)}
        </p>
        <FormError error={act.error} />
      </div>
      <Button
        small
        busy={act.isPending || channel.state === 'waiting' ? t('notify.testing') : null}
        onClick={() => act.mutate({ do: 'test', channel: channel.id })}
      >
        {t('notify.test')}
      </Button>
      <IconButton
        icon="trash"
        label={t('notify.remove', { name: channel.shown })}
        onClick={() => act.mutate({ do: 'remove', channel: channel.id })}
      />
    </li>
  );
}

function AddChannel({ known }: { known: Notifications }) {
  const [url, setUrl] = useState('');
  const add = useNotify(() => setUrl(''));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (url.trim() !== '') add.mutate({ do: 'add', url: url.trim() });
  };
  return (
    <>
      <form className="inline-form" onSubmit={submit} noValidate>
        <TextField
          label={t('notify.url')}
          hint={t('notify.urlHint', { kinds: known.schemes.join(', ') })}
          type="password"
          value={url}
          onValue={setUrl}
        />
        <Button type="submit" icon="plus" disabled={url.trim() === ''}>
          {t('notify.add')}
        </Button>
        {known.email && !known.channels.some(({ email }) => email) && (
          <Button icon="plus" onClick={() => add.mutate({ do: 'add', url: null })}>
            {t('notify.addEmail')}
          </Button>
        )}
      </form>
      <FormError error={add.error} />
    </>
  );
}

function When({ known }: { known: Notifications }) {
  const { digest, hour, weekday, zone, immediate, quiet_from, quiet_to } = known;
  const [draft, setDraft] = useState<Telling>({
    digest,
    hour,
    weekday,
    zone,
    immediate,
    quiet_from,
    quiet_to,
  });
  const save = useNotify();
  const set = (part: Partial<Telling>) => setDraft((now) => ({ ...now, ...part }));
  const quiet = draft.quiet_from !== null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate({ do: 'set', telling: draft });
  };
  return (
    <form className="notify-when" onSubmit={submit}>
      <ChoiceField
        label={t('notify.digest')}
        value={draft.digest}
        options={(['daily', 'weekly', 'off'] as const).map((value) => ({
          value,
          label: t(`notify.digest.${value}`),
        }))}
        onValue={(value) => set({ digest: value as Telling['digest'] })}
      />
      {draft.digest === 'weekly' && (
        <ChoiceField
          label={t('notify.weekday')}
          value={String(draft.weekday)}
          options={weekdays.map((value) => ({ value: String(value), label: t(`notify.weekday.${value}`) }))}
          onValue={(value) => set({ weekday: Number(value) })}
        />
      )}
      {draft.digest !== 'off' && (
        <ChoiceField
          label={t('notify.hour')}
          value={String(draft.hour)}
          options={hours}
          onValue={(value) => set({ hour: Number(value) })}
        />
      )}
      <TextField
        label={t('notify.zone')}
        value={draft.zone}
        onValue={(value) => set({ zone: value })}
        list={[here(), 'UTC']}
      />
      <label className="notify-check">
        <input
          type="checkbox"
          checked={draft.immediate}
          onChange={(event) => set({ immediate: event.target.checked })}
        />
        {t('notify.immediate')}
      </label>
      <label className="notify-check">
        <input
          type="checkbox"
          checked={quiet}
          onChange={(event) =>
            set(event.target.checked ? { quiet_from: 20, quiet_to: 7 } : { quiet_from: null, quiet_to: null })
          }
        />
        {t('notify.quiet')}
      </label>
      {quiet && (
        <>
          <ChoiceField
            label={t('notify.quietFrom')}
            value={String(draft.quiet_from)}
            options={hours}
            onValue={(value) => set({ quiet_from: Number(value) })}
          />
          <ChoiceField
            label={t('notify.quietTo')}
            value={String(draft.quiet_to)}
            options={hours}
            onValue={(value) => set({ quiet_to: Number(value) })}
          />
        </>
      )}
      <Button primary type="submit" busy={save.isPending ? t('notify.saving') : null}>
        {t('action.save')}
      </Button>
      <span role="status" className="dim small">
        {save.isSuccess && t('notify.saved')}
      </span>
      <FormError error={save.error} />
    </form>
  );
}

/** Where and when the reader is told of their inbox: channels, a digest, quiet hours. */
export function NotificationsCard() {
  const query = useNotifications();
  return (
    <section className="card" aria-labelledby="notifications">
      <header>
        <h2 id="notifications">{t('notify.title')}</h2>
      </header>
      <Loaded query={query} rows={3}>
        {(known) =>
          known.available ? (
            <>
              <div className="card-pad">
                <p className="sec">{t('notify.lead')}</p>
                <AddChannel known={known} />
              </div>
              {known.channels.length > 0 && (
                <>
                  <ul className="setting-list">
                    {known.channels.map((channel) => (
                      <ChannelLine key={channel.id} channel={channel} />
                    ))}
                  </ul>
                  <div className="card-pad">
                    <When known={known} />
                  </div>
                </>
              )}
            </>
          ) : (
            <p className="card-pad dim">{t('notify.unavailable')}</p>
          )
        }
      </Loaded>
    </section>
  );
}
