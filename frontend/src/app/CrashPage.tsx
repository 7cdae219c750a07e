import { useRouteError } from 'react-router';
import { Button } from '@/components/forms/Button';
import { t } from '@/lib/messages/t';

export function CrashPage() {
  const error = useRouteError();
  return (
    <main className="main lonely" id="content">
      <h1>{t('state.crashed')}</h1>
      <p>{t('state.crashedText')}</p>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
      <Button primary onClick={() => window.location.reload()}>
        {t('state.retry')}
      </Button>
    </main>
  );
}
