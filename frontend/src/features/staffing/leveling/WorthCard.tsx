import { Skeleton } from '@/components/feedback/States';
import { day } from '@/lib/format/dates';
import { percent, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { ForecastEffect, Proposal, useForecastOf } from './useLeveling';

type Figure = { label: string; before: string; after: string; change: string | null; worse: boolean };

function figures(effect: ForecastEffect): Figure[] {
  const { p50, new_p50, p85, new_p85, days, on_time, new_on_time, target } = effect;
  const found: Figure[] = [
    {
      label: t('leveling.p85'),
      before: day(p85),
      after: day(new_p85),
      change: signed(days),
      worse: days > 0,
    },
    { label: t('leveling.p50'), before: day(p50), after: day(new_p50), change: null, worse: false },
  ];
  if (target && on_time !== null && new_on_time !== null) {
    found.push({
      label: t('leveling.onTime', { target: day(target) }),
      before: percent(on_time),
      after: percent(new_on_time),
      change: null,
      worse: new_on_time < on_time - 0.005,
    });
  }
  return found;
}

function Forecasts({ effect }: { effect: ForecastEffect }) {
  return (
    <>
      <dl>
        {figures(effect).map(({ label, before, after, change, worse }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="num">
              <span className="sec">{before}</span>
              <span aria-hidden="true"> → </span>
              <span className="sr">{t('leveling.then')}</span>
              <b className={worse ? 'off' : undefined}>{after}</b>
              {change !== null && <span className="sec"> {t('leveling.shift', { days: change })}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="dim">{t('leveling.forecastHow', { iterations: effect.iterations, seed: effect.seed })}</p>
    </>
  );
}

type Props = { leveling: Proposal['leveling']; forecast: ReturnType<typeof useForecastOf> };

/** What the chosen moves cost the forecast, and how good any moves could be. */
export function WorthCard({ leveling, forecast }: Props) {
  const { bound, moves, schedules, seed } = leveling;
  if (moves.length === 0) return null;
  const effect = forecast.data?.effect ?? null;
  return (
    <section className="card leveling-worth" aria-busy={!forecast.fresh}>
      <header>
        <h2>{t('leveling.worth')}</h2>
        {effect !== null && <span className="more">{effect.title}</span>}
      </header>
      {forecast.isPending && <Skeleton rows={2} height={20} />}
      {forecast.error && <p className="off">{t('leveling.forecastFailed')}</p>}
      {effect !== null && <Forecasts effect={effect} />}
      {bound !== null && (
        <p className="sec">
          {t(bound.proven ? 'leveling.proven' : 'leveling.open', {
            date: day(bound.earliest),
            how: bound.how,
          })}
        </p>
      )}
      {schedules > 0 && <p className="dim">{t('leveling.run', { schedules, seed })}</p>}
    </section>
  );
}
