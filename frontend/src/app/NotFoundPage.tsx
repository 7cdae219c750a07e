import { Link } from 'react-router';
import { t } from '@/lib/messages/t';

export function NotFoundPage() {
  return (
    <div className="lonely">
      <title>{`${t('state.notFound')} · ${t('app.name')}`}</title>
      <h1>{t('state.notFound')}</h1>
      <p>{t('state.notFoundText')}</p>
      <Link className="btn pri" to="/">
        {t('state.toPrograms')}
      </Link>
    </div>
  );
}
