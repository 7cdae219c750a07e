import { day } from '@/lib/format/dates';
import { number, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { costliestFirst } from './order';
import { Trend } from './Trend';
import type { Check, Quality } from './useQuality';

const FIRST = 3;

/** How the score moved since the day before the last one. */
function change({ score, trend }: Quality): string | null {
  const before = trend.at(-2);
  if (score === null || before?.score === null || before === undefined) return null;
  const moved = score - before.score;
  const when = day(before.day);
  return Math.abs(moved) < 0.05
    ? t('quality.same', { when })
    : t('quality.since', { change: signed(moved), when });
}

function Score({ quality }: { quality: Quality }) {
  const moved = change(quality);
  return (
    <section className="card quality-score" aria-label={t('quality.score')}>
      <header>
        <h2>{t('quality.score')}</h2>
        {moved && <span className="more">{moved}</span>}
      </header>
      <div className="pad">
        {quality.score === null ? (
          <p className="hero">{t('quality.noScore')}</p>
        ) : (
          <p className="hero">
            <b>{number(quality.score)}</b> <span className="dim">{t('quality.of')}</span>
          </p>
        )}
        <p className="sec small">
          {t('quality.points', { earned: number(quality.earned), possible: quality.possible })}
          {quality.waived > 0 && ` · ${t('quality.waivedCount', { count: quality.waived })}`}
        </p>
        <details>
          <summary>{t('quality.how')}</summary>
          <p className="sec small">{quality.how}</p>
        </details>
      </div>
    </section>
  );
}

type MendProps = { checks: readonly Check[]; onSelect: (id: string) => void };

function Mend({ checks, onSelect }: MendProps) {
  const first = checks
    .filter((check) => check.gain > 0)
    .toSorted(costliestFirst)
    .slice(0, FIRST);
  return (
    <section className="card quality-mend" aria-label={t('quality.mend')}>
      <header>
        <h2>{t('quality.mend')}</h2>
      </header>
      {first.length === 0 ? (
        <p className="pad small dim">{t('quality.mendNone')}</p>
      ) : (
        <ol className="pad">
          {first.map((check) => (
            <li key={check.id}>
              <b className="num">{signed(check.gain)}</b>
              <button type="button" className="linkish" onClick={() => onSelect(check.id)}>
                {check.title}
              </button>
              <span className="dim num">
                {check.reason === '' &&
                  t('quality.found', { count: check.count, population: check.population })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

type Props = { quality: Quality; onSelect: (id: string) => void };

export function ScoreCards({ quality, onSelect }: Props) {
  const whole = quality.team === null && quality.workstream === null;
  return (
    <div className="quality-cards">
      <Score quality={quality} />
      <section className="card" aria-label={t('quality.trend')}>
        <header>
          <h2>{t('quality.trend')}</h2>
          <span className="more">{t('quality.trendUnit')}</span>
        </header>
        <div className="pad">
          <Trend points={quality.trend} whole={whole} />
        </div>
      </section>
      <Mend checks={quality.checks} onSelect={onSelect} />
    </div>
  );
}
