import { VegaChart } from '@/components/charts/VegaChart';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { day } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { unbroken } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import { useRecord } from '@/features/flow/useFlow';
import type { Landed, Learning, Record } from '@/features/flow/useFlow';
import { shareWords } from '@/features/flow/forecast/words';
import { HistoriesTable } from './HistoriesTable';

function Walking({ learning }: { learning: Learning }) {
  const [done, total] = [learning.done ?? 0, learning.total ?? 0];
  if (learning.state === 'failed') {
    return <p className="card pad off">{t('record.failed', { message: learning.message ?? '' })}</p>;
  }
  if (learning.state !== 'learning') return null;
  return (
    <div className="card pad flow-walking" role="status">
      <p>{t('record.learning', { done, total })}</p>
      <progress max={Math.max(total, 1)} value={done} aria-label={t('record.progress')} />
    </div>
  );
}

type LandedProps = { title: string; landed: Landed };

/** How the forecasts that were issued here have held. */
function LandedCard({ title, landed }: LandedProps) {
  return (
    <section className="card flow-landed">
      <header>
        <h2>{title}</h2>
        <span className="more">
          {t('record.resolved', { count: landed.resolved, issued: number(landed.issued) })}
        </span>
      </header>
      <p className="pad">{unbroken(landed.said)}</p>
      {landed.resolved > 0 && landed.coverage.length > 0 && (
        <dl className="flow-shares">
          {landed.coverage.map((share) => (
            <div key={share.level}>
              <dt>{t('forecast.held.level', { level: share.level })}</dt>
              <dd className={landed.enough ? 'b' : 'dim'}>{shareWords(share)}</dd>
            </div>
          ))}
        </dl>
      )}
      {landed.resolved > 0 && !landed.enough && (
        <p className="pad small dim">{t('record.few', { count: Math.round(landed.effective) })}</p>
      )}
    </section>
  );
}

function Backtest({ record }: { record: Record }) {
  const { backtest, said, learning } = record;
  if (backtest === null) {
    return learning.state === 'learning' ? null : (
      <div className="card">
        <EmptyState title={said} icon="clock">
          <p className="sec">{t('record.noneHint')}</p>
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <div className="flow-charts">
        {record.charts.map((chart) => (
          <VegaChart key={chart.id} chart={chart} />
        ))}
      </div>
      <HistoriesTable backtest={backtest} />
    </>
  );
}

/** How often forecasts have held: on this program's past, walked through strictly forward, and those issued here. */
export function RecordTab({ program }: { program: string }) {
  const query = useRecord(program);
  return (
    <Loaded query={query} rows={6} height={56}>
      {(record) => (
        <div className="flow-record">
          <p className="flow-lead" aria-live="polite">
            {unbroken(record.said)}{' '}
            {record.learning.as_of && (
              <span className="dim small">
                {t('record.asOf', { day: day(record.learning.as_of, { year: true }) })}
              </span>
            )}
          </p>
          <Walking learning={record.learning} />
          <div className="flow-halves even">
            <LandedCard title={t('record.throughput')} landed={record.throughput} />
            <LandedCard title={t('record.network')} landed={record.network} />
          </div>
          <Backtest record={record} />
        </div>
      )}
    </Loaded>
  );
}
