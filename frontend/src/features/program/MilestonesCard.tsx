import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { MilestoneRow, Overview } from '@/api/types';
import { RangeStrip, StripHead } from '@/components/charts/RangeStrip';
import { StripKey } from '@/components/charts/StripKey';
import { useWidth } from '@/components/charts/useWidth';
import { Fact } from '@/components/facts/Fact';
import { useRecordHref } from '@/components/facts/context';
import { plain } from '@/components/facts/RichText';
import { EmptyState, FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { StatusPill } from '@/components/status/StatusPill';
import { deltaTone } from '@/components/status/tones';
import { timeAxis } from '@/lib/axis';
import type { TimeAxis } from '@/lib/axis';
import { day, dayNear, fullDay } from '@/lib/format/dates';
import { chance, number, signed } from '@/lib/format/numbers';
import { ordinal } from '@/lib/format/words';
import { t } from '@/lib/messages/t';
import { FEW, shownOf } from './milestones';
import type { Forecast } from './useForecast';

const ROW = 36;
const MANY_SLIPS = 2;
const MORE = 100;

type RowProps = {
  row: MilestoneRow;
  axis: TimeAxis;
  width: number;
  freezes: Overview['freezes'];
  baseline: boolean;
  /** The day from which dates are read. */
  near: string;
};

function Row({ row, axis, width, freezes, baseline, near }: RowProps) {
  const href = useRecordHref()('milestone', row.id) ?? '#';
  const date = (value: string | null) =>
    value ? <span title={fullDay(value)}>{dayNear(value, near)}</span> : '–';
  const tone = row.vs_target_days === null ? '' : deltaTone(row.vs_target_days, row.status.status);
  return (
    <tr>
      <th scope="row" className="name">
        <Link to={href} className="b" title={row.title}>
          {row.title}
        </Link>
        {row.slips >= MANY_SLIPS && (
          <span className="tag off" title={t('program.slips', { nth: ordinal(row.slips) })}>
            {t('program.slipsShort', { nth: ordinal(row.slips) })}
          </span>
        )}
      </th>
      <td>
        <StatusPill status={row.status.status} bare title={plain(row.status.reason)} />
      </td>
      <td className="num">{date(row.target)}</td>
      {baseline && <td className="num sec basec">{date(row.baseline)}</td>}
      <td className="num sec">{row.commitment ? date(row.commitment) : t('word.none')}</td>
      <td className="num">{date(row.landed ?? row.p50)}</td>
      <td className="num b">{date(row.landed ?? row.p85)}</td>
      <td className={`num ${tone}`}>{row.vs_target_days === null ? '–' : signed(row.vs_target_days)}</td>
      <td className="num">
        {row.on_time === null ? (
          <span className="dim">–</span>
        ) : row.on_time_fact ? (
          <Fact id={row.on_time_fact} text={chance(row.on_time)} />
        ) : (
          chance(row.on_time)
        )}
      </td>
      <td className="num sec">{row.vs_last_days === null ? '–' : signed(Math.round(row.vs_last_days))}</td>
      <td className="stripc">
        <RangeStrip row={row} axis={axis} width={width} height={ROW} freezes={freezes} />
      </td>
    </tr>
  );
}

function spreadOf(run: NonNullable<Overview['run']>): string {
  if (run.p85_interval === null) return t('program.spreadNone', { seed: String(run.seed ?? '–') });
  const [low, high] = run.p85_interval.map((value) => day(value)) as [string, string];
  return low === high ? t('program.spreadSame', { day: low }) : t('program.spread', { low, high });
}

function RunLine({ data, forecast }: { data: Overview; forecast: Forecast }) {
  const { run } = data;
  const { progress } = forecast;
  const live = forecast.busy && progress ? progress : run?.state === 'running' ? run : null;
  if (live) {
    return (
      <span className="runline">
        {t('program.running', { done: live.done, total: live.total })}
        <progress value={live.done} max={live.total || 1} />
      </span>
    );
  }
  if (run === null || run.state === 'none' || run.id === null)
    return <span className="runline dim">{t('program.noRun')}</span>;
  const spread = spreadOf(run);
  return (
    <>
      {!run.fresh && <span className="at">{t('program.stale')}</span>}
      <span className="runline dim">
        {t('program.run', { id: String(run.id), iterations: number(run.iterations ?? 0), spread })}
      </span>
    </>
  );
}

function Head({ data, axis, width }: { data: Overview; axis: TimeAxis; width: number }) {
  const since = data.changed.since;
  return (
    <thead>
      <tr>
        <th scope="col">{t('program.milestone')}</th>
        <th scope="col">{t('program.status')}</th>
        <th scope="col" className="num">
          {t('program.target')}
        </th>
        {data.baseline && (
          <th scope="col" className="num basec">
            {t('program.baseline')}
          </th>
        )}
        <th scope="col" className="num">
          {t('strip.key.commitment')}
        </th>
        <th scope="col" className="num">
          {t('chart.p50')}
        </th>
        <th scope="col" className="num">
          {t('chart.p85')}
        </th>
        <th scope="col" className="num" title={t('program.vsTargetHint')}>
          {t('program.vsTarget')}
        </th>
        <th scope="col" className="num">
          {t('program.onTime')}
        </th>
        <th scope="col" className="num" title={t('program.vsLastHint')}>
          {since ? t('program.vsLast', { when: day(since.date) }) : t('program.vsLastNone')}
        </th>
        <th scope="col" className="stripc">
          <StripHead axis={axis} width={width} />
          <span className="sr">{t('strip.key.band')}</span>
        </th>
      </tr>
    </thead>
  );
}

const FIXED_PX = 226 + 92 + 72 + 86 + 72 + 72 + 66 + 66 + 74 + 24;

/** The other forecast of the final milestone, or of the one whose two forecasts differ most. */
function Second({ data }: { data: Overview }) {
  const href = useRecordHref();
  const [pair] = data.side_by_side.toSorted(
    (a, b) =>
      Number(b.milestone === data.final?.id) - Number(a.milestone === data.final?.id) ||
      Math.abs(b.days) - Math.abs(a.days),
  );
  if (pair === undefined) return null;
  const days = Math.round(pair.days);
  const said = { day: day(pair.paced.p85), days: Math.abs(days), count: Math.abs(days) };
  return (
    <span title={plain(pair.text)}>
      <Link to={href('milestone', pair.milestone) ?? 'plan'}>
        {t('program.second', { title: pair.title })}
      </Link>{' '}
      {days === 0
        ? t('program.secondSame', said)
        : t(days > 0 ? 'program.secondLater' : 'program.secondEarlier', said)}
    </span>
  );
}

/** Milestones with their ranges on one axis. */
export function MilestonesCard({ data, forecast }: { data: Overview; forecast: Forecast }) {
  const { ref, width: card } = useWidth(1176);
  const width = Math.max(card - FIXED_PX - (data.baseline && card > 1060 ? 66 : 0), 120);
  const axis = timeAxis(data.axis.start, data.axis.finish, width, 6);
  const [count, setCount] = useState(FEW);
  const total = data.milestones.length;
  const rows = useMemo(() => shownOf(data.milestones, count), [data.milestones, count]);
  const hidden = total - rows.length;
  return (
    <section className="card ms" ref={ref}>
      <header>
        <h2>{t('program.milestones')}</h2>
        {total > FEW && (
          <span className="dim">
            {t('program.worstOf', { shown: number(rows.length), total: number(total) })}
          </span>
        )}
        <span className="more">
          <StripKey baseline={data.baseline?.title ?? null} freezes={data.freezes.length > 0} />
        </span>
      </header>
      {data.milestones.length === 0 ? (
        <EmptyState title={t('program.noMilestones')}>
          <Link className="btn pri" to="plan">
            {t('program.openPlan')}
          </Link>
        </EmptyState>
      ) : (
        <table className="table">
          <colgroup>
            <col className="m-name" />
            <col className="m-status" />
            <col className="m-72" />
            {data.baseline && <col className="m-66 basec" />}
            <col className="m-86" />
            <col className="m-72" />
            <col className="m-72" />
            <col className="m-66" />
            <col className="m-66" />
            <col className="m-74" />
            <col />
          </colgroup>
          <Head data={data} axis={axis} width={width} />
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.id}
                row={row}
                axis={axis}
                width={width}
                freezes={data.freezes}
                baseline={data.baseline !== null}
                near={data.as_of ?? data.axis.start}
              />
            ))}
          </tbody>
        </table>
      )}
      <div className="track">
        {hidden > 0 && (
          <Button small onClick={() => setCount(count + MORE)}>
            {t('program.moreMilestones', { count: Math.min(MORE, hidden) })}
          </Button>
        )}
        {data.facts.track_record && (
          <span>
            <Fact id="track_record" text={data.facts.track_record.label} />
          </span>
        )}
        <Second data={data} />
        <FormError error={forecast.error} />
        <RunLine data={data} forecast={forecast} />
      </div>
    </section>
  );
}
