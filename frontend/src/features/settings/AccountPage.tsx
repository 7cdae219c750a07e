import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { del, get, path, post } from '@/api/client';
import type { ApiToken } from '@/api/types';
import { Loaded } from '@/components/feedback/Loaded';
import { FormError } from '@/components/feedback/States';
import { Button, IconButton } from '@/components/forms/Button';
import { TextField } from '@/components/forms/fields';
import { instant } from '@/lib/format/dates';
import { copyText } from '@/lib/clipboard';
import { t } from '@/lib/messages/t';
import '@/features/settings/settings.css';
import { NotificationsCard } from './notifications/NotificationsCard';

const KEY = ['tokens'];

function NewToken({ token }: { token: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => setCopied(await copyText(token));
  return (
    <div className="new-token" role="status">
      <p>{t('tokens.once')}</p>
      <code>{token}</code>
      <Button small icon="copy" onClick={() => void copy()}>
        {copied ? t('tokens.copied') : t('tokens.copy')}
      </Button>
      {copied === false && <p>{t('tokens.copyFailed')}</p>}
    </div>
  );
}

export default function AccountPage() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: ({ signal }) => get<ApiToken[]>('/tokens', {}, signal) });
  const onSuccess = () => client.invalidateQueries({ queryKey: KEY });
  const make = useMutation({ mutationFn: (name: string) => post<ApiToken>('/tokens', { name }), onSuccess });
  const revoke = useMutation({ mutationFn: (id: string) => del(path('tokens', id)), onSuccess });
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const missing = name.trim() === '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing) return;
    make.mutate(name.trim());
    setName('');
    setTried(false);
  };
  return (
    <div className="page settings">
      <title>{`${t('account.title')} · ${t('app.name')}`}</title>
      <div className="title">
        <div>
          <h1>{t('account.title')}</h1>
          <p>{t('account.lead')}</p>
        </div>
      </div>
      <NotificationsCard />
      <section className="card" aria-labelledby="tokens">
        <header>
          <h2 id="tokens">{t('tokens.title')}</h2>
        </header>
        <div className="card-pad">
          <p className="sec">{t('tokens.lead')}</p>
          <form className="inline-form" onSubmit={submit} noValidate>
            <TextField
              label={t('tokens.name')}
              hint={t('tokens.nameHint')}
              value={name}
              onValue={setName}
              error={tried && missing ? t('tokens.needName') : null}
            />
            <Button primary type="submit" icon="plus" busy={make.isPending ? t('tokens.busy') : null}>
              {t('tokens.make')}
            </Button>
          </form>
          <FormError error={make.error ?? revoke.error} />
          {make.data?.token && <NewToken token={make.data.token} />}
        </div>
        <Loaded query={query} rows={2}>
          {(tokens) =>
            tokens.length === 0 ? (
              <p className="card-pad dim">{t('tokens.none')}</p>
            ) : (
              <ul className="setting-list">
                {tokens.map((token) => (
                  <li key={token.id}>
                    <div>
                      <p className="b">{token.name}</p>
                      <p className="dim small">
                        {t('tokens.made')} {instant(token.created)}
                      </p>
                    </div>
                    <IconButton
                      icon="trash"
                      label={t('tokens.revoke', { name: token.name })}
                      onClick={() => revoke.mutate(token.id)}
                    />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
    </div>
  );
}
