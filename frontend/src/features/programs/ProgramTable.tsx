import { Link } from 'react-router';
import type { ProgramRow } from '@/api/types';
import { Sparkline } from '@/components/charts/Sparkline';
import { RichText } from '@/components/facts/RichText';
import { Icon } from '@/components/icons/Icon';
import { Avatar } from '@/components/people/Avatar';
import { StatusPill } from '@/components/status/StatusPill';
import { deltaTone } from '@/components/status/tones';
import { day } from '@/lib/format/dates';
import { workingDays } from '@/lib/format/numbers';
import { capital, firstSentence } from '@/lib/format/words';
import { t } from '@/lib/messages/t';

function Trend({ days }: { days: number | null }) {
  if (days === null) return <span className="dim">{t('programs.trend.unknown')}</span>;
  const moved = Math.round(days);
  const [icon, word, tone] =
    moved > 0
      ? (['later', 'later', 'off'] as const)
      : moved < 0
        ? (['earlier', 'earlier', 'on'] as const)
        : (['same', 'same', 'dim'] as const);
  return (
    <>
      <span className={`trend ${tone}`}>
        <Icon name={icon} small />
        {t(`programs.trend.${word}`)}
      </span>
      <span className="l2">{moved === 0 ? t('programs.trend.none') : workingDays(days)}</span>
    </>
  );
}

function DateCell({
  value,
  strong = false,
  children,
}: {
  value: string | null | undefined;
  strong?: boolean;
  children?: React.ReactNode;
}) {
  return (
    <td className="num">
      <span className={`l1 ${strong ? 'b' : ''}`}>{value ? day(value) : '–'}</span>
      <span className="l2">{children ?? '\u00a0'}</span>
    </td>
  );
}

function Row({ row }: { row: ProgramRow }) {
  const { final, status } = row;
  const delta = final?.delta_days ?? null;
  return (
    <tr>
      <td>
        <span className="l1 ell">
          <Link to={`/programs/${encodeURIComponent(row.id)}`} className="b cover" title={row.title}>
            {row.title}
          </Link>{' '}
          <span className="kind">{capital(row.kind)}</span>
        </span>
        <span className="l2 ell" title={row.summary}>
          {firstSentence(row.summary)}
        </span>
      </td>
      <td className="raised">
        <span className="row1">
          <StatusPill status={status.status} />
        </span>
        <span className="l2 ell">
          <RichText text={status.reason} />
        </span>
      </td>
      <DateCell value={final?.target} />
      <DateCell value={final?.p50} />
      <DateCell value={final?.p85} strong>
        {delta !== null && <span className={deltaTone(delta, status.status)}>{workingDays(delta)}</span>}
      </DateCell>
      <td>
        <Sparkline points={row.history} target={final?.target ?? null} status={status.status} />
      </td>
      <td className="trendc">
        <Trend days={row.trend_days} />
      </td>
      <td>
        {row.warnings.top ? (
          <span className="w2">
            <RichText text={row.warnings.top.text} />
          </span>
        ) : (
          <span className="dim">{t('programs.noWarning')}</span>
        )}
      </td>
      <td className="cntc">
        {row.warnings.count > 0 && (
          <Link
            className="tag"
            to={`/programs/${encodeURIComponent(row.id)}/warnings`}
            aria-label={t('programs.warnings', { count: row.warnings.count })}
          >
            {row.warnings.count}
          </Link>
        )}
      </td>
      <td className="ownerc">{row.owner && <Avatar person={row.owner} />}</td>
    </tr>
  );
}

/** One line per program, two lines high; the worst is on top unless the reader sorts otherwise. */
export function ProgramTable({ rows }: { rows: ProgramRow[] }) {
  return (
    <section className="card">
      <table className="table plist">
        <colgroup>
          <col className="c-name" />
          <col className="c-status" />
          <col className="c-date" />
          <col className="c-date" />
          <col className="c-p85" />
          <col className="c-hist" />
          <col className="c-trend" />
          <col />
          <col className="c-cnt" />
          <col className="c-owner" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('programs.col.program')}</th>
            <th scope="col">{t('programs.col.status')}</th>
            <th scope="col" className="num">
              {t('programs.col.target')}
            </th>
            <th scope="col" className="num">
              {t('chart.p50')}
            </th>
            <th scope="col" className="num">
              {t('chart.p85')}
            </th>
            <th scope="col">{t('programs.col.history')}</th>
            <th scope="col" className="trendc">
              {t('programs.col.trend')}
            </th>
            <th scope="col" colSpan={2}>
              {t('programs.col.warning')}
            </th>
            <th scope="col">
              <span className="sr">{t('programs.col.owner')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
