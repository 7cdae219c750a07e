import type { RiskRow } from '@/api/types';
import { CommentCount } from '@/components/discussion/CommentCount';
import { EmptyState } from '@/components/feedback/States';
import { Avatar } from '@/components/people/Avatar';
import { rowKeys } from '@/components/tables/rowKeys';
import { Spacer } from '@/components/tables/Spacer';
import { TableHead, type Column } from '@/components/tables/TableHead';
import { useRows } from '@/components/tables/useRows';
import { day } from '@/lib/format/dates';
import { number, percent, signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { strategies } from './form';
import type { Strategy } from './form';
import { Level } from './Level';

const ROW = 35;
const BAR_PX = 44;
const columns: readonly Column[] = [
  { label: t('risks.col.id'), size: 'k-id' },
  { label: t('risks.col.risk') },
  { label: t('risks.col.owner'), size: 'k-owner', quiet: true },
  { label: t('risks.col.p'), size: 'k-p', figures: true },
  { label: t('risks.col.impact'), size: 'k-impact', figures: true },
  { label: t('risks.col.level'), size: 'k-level' },
  { label: t('risks.col.moves'), size: 'k-moves', figures: true },
  { label: t('risks.col.response'), size: 'k-response' },
  { label: t('risks.col.next'), size: 'k-next', figures: true },
];

const isKnown = (strategy: string): strategy is Strategy =>
  (strategies as readonly string[]).includes(strategy);

export const strategyName = (strategy: string): string =>
  isKnown(strategy) ? t(`risks.strategy.${strategy}`) : strategy;

export function responseText(risk: RiskRow): string {
  if (risk.response === null) return '–';
  return [strategyName(risk.response.strategy), risk.response.text].filter(Boolean).join(': ');
}

function Moves({ days, most }: { days: number | null; most: number }) {
  if (days === null) return <span className="dim">–</span>;
  const width = Math.max(Math.abs(days) / (most || 1), 0) * BAR_PX;
  return (
    <span className="moves">
      {days !== 0 && <i className={days < 0 ? 'gain' : ''} style={{ width: Math.max(width, 3) }} />}
      <span className={days === 0 ? 'dim' : 'b'}>{signed(days)}</span>
    </span>
  );
}

const impactWords = ([low, likely, high]: [number, number, number]): string =>
  t('risks.impactWords', { low: number(low), likely: number(likely), high: number(high) });

type RowProps = { risk: RiskRow; index: number; most: number; selected: boolean; onSelect: () => void };

function Row({ risk, index, most, selected, onSelect }: RowProps) {
  return (
    <tr aria-selected={selected} aria-rowindex={index + 2} data-row={index} onClick={onSelect}>
      <td className="dim">{risk.id}</td>
      <td>
        <button
          type="button"
          className={`rowlink ell ${selected ? 'b' : ''}`}
          title={risk.title}
          tabIndex={selected ? 0 : -1}
          onClick={onSelect}
        >
          {risk.title} <CommentCount kind="risk" id={risk.id} />
        </button>
      </td>
      <td className="ownerc">{risk.owner && <Avatar person={risk.owner} />}</td>
      <td className="num">{percent(risk.probability)}</td>
      <td className="num three-figures">
        {risk.impact_days ? (
          <>
            <span className="sr">{impactWords(risk.impact_days)}</span>
            {risk.impact_days.map((value, at) => (
              <span key={at} aria-hidden="true">
                {number(value)}
              </span>
            ))}
          </>
        ) : (
          <span className="dim">–</span>
        )}
      </td>
      <td>
        <Level level={risk.level} />
      </td>
      <td>
        <Moves days={risk.moves_days} most={most} />
      </td>
      <td className="sec" title={responseText(risk)}>
        {responseText(risk)}
      </td>
      <td className="num">{risk.next_date ? day(risk.next_date) : '–'}</td>
    </tr>
  );
}

type Props = {
  rows: RiskRow[];
  milestone: string | null;
  selected: string | null;
  onSelect: (id: string) => void;
};

/** The register: arrows move the selection, the detail below follows. */
export function RegisterTable({ rows, milestone, selected, onSelect }: Props) {
  const { scroller, shown, before, after, scrollTo } = useRows(rows.length, ROW);
  const most = Math.max(...rows.map((risk) => Math.abs(risk.moves_days ?? 0)), 1);
  const onKeyDown = rowKeys({ ids: rows.map(({ id }) => id), selected, onSelect, scrollTo });
  return (
    <section className="card register">
      <header>
        <h2>{t('risks.register')}</h2>
        <span className="more">
          {milestone ? t('risks.sorted', { title: milestone }) : t('risks.sortedPlain')}
        </span>
      </header>
      {/* Arrow keys move from risk to risk; each risk is a button of its own. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="scroll" ref={scroller} onKeyDown={onKeyDown}>
        <table className="table" aria-label={t('risks.register')} aria-rowcount={rows.length + 1}>
          <TableHead columns={columns} counted />
          <tbody>
            <Spacer height={before} columns={columns.length} />
            {shown.map((index) => {
              const risk = rows[index];
              return (
                risk && (
                  <Row
                    key={risk.id}
                    risk={risk}
                    index={index}
                    most={most}
                    selected={risk.id === selected}
                    onSelect={() => onSelect(risk.id)}
                  />
                )
              );
            })}
            <Spacer height={after} columns={columns.length} />
          </tbody>
        </table>
        {rows.length === 0 && <EmptyState title={t('risks.noneSo')} />}
      </div>
    </section>
  );
}
