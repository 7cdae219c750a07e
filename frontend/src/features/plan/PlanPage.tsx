import { t } from '@/lib/messages/t';

export default function PlanPage() {
  return <h1>{t('plan.title')}</h1>;
}
