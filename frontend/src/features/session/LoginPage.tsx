import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SyntheticEvent } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { outbox, post, ProblemError } from '@/api/client';
import { keys, sessionQuery } from '@/api/queries';
import type { Session } from '@/api/types';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { TextField } from '@/components/forms/fields';
import { Logo } from '@/components/icons/Icon';
import { t } from '@/lib/messages/t';
import { inside } from './inside';
import '@/features/session/login.css';

/** The refusal in words: wrong, too often, or whatever the server says. */
function why(error: Error | null): Error | null {
  if (!(error instanceof ProblemError)) return error;
  if (error.status === 401 || error.status === 403) return new Error(t('login.wrong'));
  if (error.status === 429)
    return new Error(error.details.detail ?? t('login.slow', { wait: t('login.minute') }));
  return error;
}

function LoginForm() {
  const client = useQueryClient();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const login = useMutation({
    mutationFn: () => post<Session>('/session', { email: email.trim(), password }),
    onSuccess: (session) => client.setQueryData(keys.session, session),
  });
  const incomplete = email.trim() === '' || password === '';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (!incomplete) login.mutate();
  };
  const error = why(login.error) ?? (tried && incomplete ? new Error(t('login.missing')) : null);
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField
        label={t('login.email')}
        type="email"
        autoComplete="username"
        value={email}
        onValue={setEmail}
        ref={first}
      />
      <TextField
        label={t('login.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
      />
      <FormError error={error} />
      <Button primary type="submit" busy={login.isPending ? t('login.busy') : null}>
        {t('login.submit')}
      </Button>
    </form>
  );
}

export default function LoginPage() {
  const [params] = useSearchParams();
  const session = useQuery(sessionQuery);
  const [held] = useState(outbox.abandoned);
  if (session.data?.user) return <Navigate to={inside(params.get('next'))} replace />;
  return (
    <main className="login">
      <title>{`${t('login.title')} · ${t('app.name')}`}</title>
      <div className="login-box">
        <p className="login-brand">
          <Logo size={28} />
          {t('app.name')}
        </p>
        <p className="sec">{t('login.lead')}</p>
        {held > 0 && <p role="note">{t('login.held', { count: held })}</p>}
        <h1>{t('login.title')}</h1>
        <FormError error={session.error} />
        <LoginForm />
      </div>
    </main>
  );
}
