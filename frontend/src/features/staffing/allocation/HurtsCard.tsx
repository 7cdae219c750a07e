import type { Text } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import { Loaded } from '@/components/feedback/Loaded';
import { Button } from '@/components/forms/Button';
import { useAddress } from '@/components/forms/useAddress';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { usePains } from '@/features/staffing/useStaffing';
import type { View } from '@/features/staffing/useStaffing';

/** People by what their over-allocation costs if it is resolved by waiting. */
export function HurtsCard({ program, view }: { program: string; view: View }) {
  const query = usePains(program);
  const { replace } = useAddress();
  const worst = (person: string) => {
    const over = view.sheet.rows.find(({ id }) => id === person)?.over ?? [];
    return view.sheet.periods[over.indexOf(Math.max(...over))]?.start ?? null;
  };
  return (
    <section className="card st-hurts">
      <header>
        <div>
          <h2>{t('staffing.hurts')}</h2>
          <p className="dim small">{t('staffing.hurtsUnit')}</p>
        </div>
      </header>
      {query.isPending && <p className="card-pad dim">{t('staffing.hurtsWait')}</p>}
      <Loaded query={query} rows={3}>
        {(pains) =>
          pains.length === 0 ? (
            <p className="card-pad dim">
              {t(view.absent.length > 0 ? 'staffing.hurtsNoneElse' : 'staffing.hurtsNone')}
            </p>
          ) : (
            <ol>
              {pains.map((pain) => {
                const week = worst(pain.person);
                return (
                  <li key={pain.person}>
                    <span>
                      <RichText text={pain.text as Text} />
                    </span>
                    {week === null ? (
                      <span className="num off">
                        {t('staffing.hurtsHours', { hours: number(pain.hours) })}
                      </span>
                    ) : (
                      <Button
                        small
                        aria-label={`${pain.name}: ${t('staffing.hurtsHours', { hours: number(pain.hours) })}`}
                        onClick={() => replace({ rows: null, cell: pain.person, at: week })}
                      >
                        {t('staffing.hurtsHours', { hours: number(pain.hours) })}
                      </Button>
                    )}
                  </li>
                );
              })}
            </ol>
          )
        }
      </Loaded>
      <footer className="dim small">{t('staffing.hurtsNote')}</footer>
    </section>
  );
}
