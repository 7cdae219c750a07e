import { EmptyState } from '@/components/feedback/States';
import { rowKeys } from '@/components/tables/rowKeys';
import { TableHead, type Column } from '@/components/tables/TableHead';
import { signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Check } from './useQuality';
import { Verdict } from './Verdict';

const BAR_PX = 36;
const columns: readonly Column[] = [
  { label: t('quality.col.check') },
  { label: t('quality.col.number'), size: 'q-point' },
  { label: t('quality.col.verdict'), size: 'q-verdict' },
  { label: t('quality.col.measure'), size: 'q-measure', figures: true },
  { label: t('quality.col.threshold'), size: 'q-threshold', figures: true },
  { label: t('quality.col.found'), size: 'q-found', figures: true },
  { label: t('quality.col.costs'), size: 'q-costs', figures: true },
];

const pointName = (check: Check): string =>
  t(check.family === 'dcma' ? 'quality.dcma' : 'quality.twin', { number: check.number });

function Costs({ gain, most }: { gain: number; most: number }) {
  if (gain === 0) return <span className="dim">–</span>;
  return (
    <span className="costs">
      <i style={{ width: Math.max(2, (gain / (most || 1)) * BAR_PX) }} />
      <b>{signed(-gain)}</b>
    </span>
  );
}

type RowProps = { check: Check; index: number; most: number; selected: boolean; onSelect: () => void };

function Row({ check, index, most, selected, onSelect }: RowProps) {
  return (
    <tr aria-selected={selected} data-row={index} onClick={onSelect}>
      <td>
        <button
          type="button"
          className={`rowlink ell ${selected ? 'b' : ''}`}
          title={`${check.title}. ${check.means}`}
          tabIndex={selected ? 0 : -1}
          onClick={onSelect}
        >
          {check.title}
        </button>
      </td>
      <td className="dim nowrap">{pointName(check)}</td>
      <td>
        <Verdict check={check} bare />
      </td>
      <td className="num">{check.measure_text || '–'}</td>
      <td className="num sec">{check.threshold_text || '–'}</td>
      <td className="num sec">
        {check.reason === '' ? t('quality.found', { count: check.count, population: check.population }) : '–'}
        {check.waived > 0 && (
          <span className="dim" title={t('quality.apart', { count: check.waived })}>
            {' '}
            {t('quality.plusWaived', { count: check.waived })}
          </span>
        )}
      </td>
      <td className="num">
        <Costs gain={check.gain} most={most} />
      </td>
    </tr>
  );
}

type Props = { checks: Check[]; selected: string | null; onSelect: (id: string) => void };

/** All checks: arrows move the selection, the findings beside it follow. */
export function CheckTable({ checks, selected, onSelect }: Props) {
  const most = Math.max(...checks.map((check) => check.gain), 0);
  const onKeyDown = rowKeys({ ids: checks.map(({ id }) => id), selected, onSelect });
  if (checks.length === 0) {
    return (
      <section className="card">
        <EmptyState title={t('quality.none')} icon="check" />
      </section>
    );
  }
  return (
    <section className="card quality-checks">
      <header>
        <h2>{t('quality.checks')}</h2>
        <span className="more">{t('quality.sorted')}</span>
      </header>
      <table className="table">
        <TableHead columns={columns} />
        {/* Arrow keys move from check to check; each check is a button of its own. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody onKeyDown={onKeyDown}>
          {checks.map((check, index) => (
            <Row
              key={check.id}
              check={check}
              index={index}
              most={most}
              selected={check.id === selected}
              onSelect={() => onSelect(check.id)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

export const worth = (check: Check): string =>
  check.points === 0 ? t('quality.unscored') : t('quality.worth', { count: check.points });
