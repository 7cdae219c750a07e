import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState, FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { WaiveDialog, type Wish } from './WaiveDialog';
import { useCountAgain, waiversQuery, type Waiver } from './useWaivers';

const STATES = ['active', 'expired', 'gone'] as const;

function State({ waiver }: { waiver: Waiver }) {
  const state = STATES.find((each) => each === waiver.state) ?? 'active';
  return <>{t(`quality.waiver.${state}`, { day: day(waiver.until) })}</>;
}

type Props = { program: string; mayEdit: boolean };

/** All findings that somebody accepted, those whose day is over too. Nothing where there is none. */
export function WaiversCard({ program, mayEdit }: Props) {
  const query = useQuery(waiversQuery(program));
  const again = useCountAgain(program);
  const [wish, setWish] = useState<Wish | null>(null);
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const waivers = query.data ?? [];
  if (waivers.length === 0) return null;
  return (
    <details className="card quality-waivers">
      <summary>{t('quality.waivers', { count: waivers.length })}</summary>
      <FormError error={again.error} />
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('quality.col.finding')}</th>
            <th scope="col">{t('quality.col.reason')}</th>
            <th scope="col">{t('quality.col.by')}</th>
            <th scope="col">{t('quality.col.state')}</th>
            {mayEdit && (
              <th scope="col">
                <span className="sr">{t('quality.col.acts')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {waivers.map((each) => (
            <tr key={`${each.check}/${each.record}`}>
              <th scope="row">{each.title}</th>
              <td>{each.reason}</td>
              <td className="nowrap">{each.by}</td>
              <td className="nowrap">
                <State waiver={each} />
              </td>
              {mayEdit && (
                <td className="quality-acts">
                  {each.state !== 'gone' && (
                    <Button
                      small
                      onClick={() => setWish({ fault: each, title: each.title, before: each.reason })}
                    >
                      {t('quality.renew')}
                    </Button>
                  )}
                  <Button small onClick={() => again.mutate(each)}>
                    {t(each.state === 'active' ? 'quality.again' : 'quality.forget')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {wish && <WaiveDialog program={program} wish={wish} onClose={() => setWish(null)} />}
    </details>
  );
}
