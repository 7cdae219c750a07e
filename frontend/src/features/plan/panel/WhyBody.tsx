import { useState } from 'react';
import { Link } from 'react-router';
import type { SideBySide, Why } from '@/api/types';
import { Fact } from '@/components/facts/Fact';
import { useRecordHref } from '@/components/facts/context';
import { plain, RichText } from '@/components/facts/RichText';
import { StatusPill } from '@/components/status/StatusPill';
import { day } from '@/lib/format/dates';
import { percent, signed } from '@/lib/format/numbers';
import { daysFigure } from '@/lib/plan/words/durations';
import { t } from '@/lib/messages/t';

type Props = { why: Why; searching: boolean; onGo: (id: string) => void };

const figure = (value: string | null): string => (value === null ? t('plan.none') : day(value));

export function WhyBody({ why, searching, onGo }: Props) {
  return (
    <>
      <Dates why={why} />
      <section>
        <p className="say">
          <RichText text={why.sentence} />
        </p>
      </section>
      {why.side_by_side && <TwoForecasts pair={why.side_by_side} />}
      <Chain why={why} onGo={onGo} />
      <Floats why={why} />
      <Drivers why={why} searching={searching} onGo={onGo} />
      <AgainstBaseline why={why} onGo={onGo} />
    </>
  );
}

function Dates({ why }: { why: Why }) {
  const tone = why.on_time === null ? '' : why.on_time < 0.5 ? 'off' : why.on_time < 0.85 ? 'at' : 'on';
  return (
    <section>
      <div className="who">
        {why.kind === 'milestone' && (
          <svg width="12" height="12" aria-hidden="true">
            <path d="M6 0l6 6-6 6-6-6z" fill="var(--critical)" />
          </svg>
        )}
        <span>{why.title}</span>
        {why.status !== null && <StatusPill status={why.status.status} title={plain(why.status.reason)} />}
      </div>
      <dl className="f4">
        <Figure label={t('plan.why.plan')} value={figure(why.plan)} />
        <Figure label={t('plan.why.p50')} value={figure(why.p50)} />
        <Figure label={t('plan.why.p85')} value={figure(why.p85)} />
        <div>
          <dt>{t('plan.why.onTime')}</dt>
          <dd className={tone}>
            {why.on_time === null ? t('plan.none') : <OnTime why={why} share={why.on_time} />}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The plan knows what waits for what, the pace what still comes in; so both are told. */
function TwoForecasts({ pair }: { pair: SideBySide }) {
  const both = (p50: string, p85: string) => `${day(p50)} · ${day(p85)}`;
  return (
    <section>
      <h3>
        {t('plan.why.two')}
        <span>{t('plan.why.twoUnits')}</span>
      </h3>
      <dl className="kv">
        <div>
          <dt>{t('plan.why.network')}</dt>
          <dd>{both(pair.network_p50, pair.network_p85)}</dd>
        </div>
        <div>
          <dt>{t('plan.why.pace', { name: pair.name })}</dt>
          <dd>{both(pair.paced.p50, pair.paced.p85)}</dd>
        </div>
      </dl>
      <p className="say two">
        <RichText text={pair.text} />
      </p>
      <p className="fine dim">
        <RichText text={pair.knows} />
      </p>
    </section>
  );
}

/** The chance opens its evidence where the server sent it. */
function OnTime({ why, share }: { why: Why; share: number }) {
  const fact = Object.keys(why.facts).find((id) => /on.?time/i.test(id));
  return fact === undefined ? percent(share) : <Fact id={fact} text={percent(share)} />;
}

const SHOWN = 14;

function Chain({ why, onGo }: Pick<Props, 'why' | 'onGo'>) {
  const [all, setAll] = useState(false);
  if (why.chain.length === 0) return null;
  const hidden = all ? 0 : Math.max(0, why.chain.length - SHOWN);
  return (
    <section>
      <h3>
        {t('plan.why.chain')}
        <span>{t('plan.why.chainUnits')}</span>
      </h3>
      {hidden > 0 && (
        <button type="button" className="linkish fine" onClick={() => setAll(true)}>
          {t('plan.why.hidden', { count: hidden })}
        </button>
      )}
      <ol className="ch">
        {why.chain.slice(hidden).map((step) => (
          <Step key={step.id} step={step} onGo={onGo} />
        ))}
      </ol>
      {why.kind === 'milestone' && (
        <p className="fine">
          <Link
            className="linkish"
            to={{ pathname: '../shorten', search: `?milestone=${encodeURIComponent(why.id)}` }}
            relative="path"
          >
            {t('plan.why.shorten')}
          </Link>
        </p>
      )}
    </section>
  );
}

function Step({ step, onGo }: { step: Why['chain'][number]; onGo: Props['onGo'] }) {
  const detail = [step.title, step.reason, step.lag_text].filter(Boolean).join(', ');
  return (
    <li className={step.duration_days === 0 ? 'm' : ''}>
      <i />
      <button type="button" className="ell" title={detail} onClick={() => onGo(step.id)}>
        {step.title}
      </button>
      <span>{day(step.finish)}</span>
      <span className="num">
        {step.duration_days === 0 ? '' : t('plan.cell.days', { days: daysFigure(step.duration_days) })}
      </span>
    </li>
  );
}

function Floats({ why }: { why: Why }) {
  if (why.floats.length + why.lost.length === 0) return null;
  return (
    <section>
      <h3>{t('plan.why.floats')}</h3>
      <dl className="kv">
        {why.floats.map((float) => (
          <div key={float.label}>
            <dt>{float.label}</dt>
            <dd>
              <RichText text={float.value} />
            </dd>
          </div>
        ))}
        {why.lost.map((lost) => (
          <div key={`${lost.calendar}/${lost.title}/${lost.dates}`}>
            <dt>{[lost.title, lost.dates].filter(Boolean).join(', ')}</dt>
            <dd>{t('plan.why.lost', { days: daysFigure(lost.days) })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Drivers({ why, searching, onGo }: Props) {
  const most = Math.max(...why.drivers.map((driver) => Math.abs(driver.days)), 0.1);
  return (
    <section>
      <h3>
        {t('plan.why.drivers')}
        <span>{why.drivers.length === 0 && searching ? t('plan.why.searching') : why.drivers_note}</span>
      </h3>
      <ol className="dv">
        {why.drivers.map((driver) => (
          <li key={`${driver.kind}/${driver.id}`}>
            <DriverName driver={driver} onGo={onGo} />
            <span className="bx" aria-hidden="true">
              <i
                className={driver.kind === 'risk' ? 'rk' : ''}
                style={{ width: `${(Math.abs(driver.days) / most) * 100}%` }}
              />
            </span>
            <span className="num">{signed(driver.days)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

type DriverNameProps = { driver: Why['drivers'][number]; onGo: Props['onGo'] };

function DriverName({ driver, onGo }: DriverNameProps) {
  const href = useRecordHref();
  const risk = driver.kind === 'risk';
  const text = risk
    ? `${driver.id} ${driver.title}`
    : [driver.title, driver.detail].filter(Boolean).join(', ');
  const to = risk ? href('risk', driver.id) : null;
  const title = risk && driver.detail ? `${text}, ${driver.detail}` : text;
  if (to !== null) {
    return (
      <Link className="ell" to={to} title={title}>
        {text}
      </Link>
    );
  }
  return (
    <button type="button" className="ell" title={title} onClick={() => onGo(driver.id)}>
      {text}
    </button>
  );
}

function AgainstBaseline({ why, onGo }: Pick<Props, 'why' | 'onGo'>) {
  const { baseline } = why;
  if (baseline === null) return null;
  return (
    <section>
      <h3>
        {t('plan.why.baseline', { baseline: baseline.title, day: day(baseline.taken) })}
        {baseline.days !== null && (
          <span className="b">{t('plan.why.days', { days: signed(baseline.days) })}</span>
        )}
      </h3>
      <dl className="kv">
        {baseline.contributions.map((part) => (
          <div key={part.id}>
            <dt>
              <button type="button" className="ell" onClick={() => onGo(part.id)}>
                {part.title}
              </button>
            </dt>
            <dd>{signed(part.days)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
