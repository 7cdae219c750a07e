import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { EmptyState } from '@/components/feedback/States';
import { signed } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { Check } from './useQuality';
import { Verdict } from './Verdict';

const BAR_PX = 36;

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
  const body = useRef<HTMLTableSectionElement>(null);
  const most = Math.max(...checks.map((check) => check.gain), 0);
  const at = checks.findIndex((check) => check.id === selected);
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Partial<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: checks.length - 1,
    };
    const next = moves[event.key];
    const check = next === undefined ? undefined : checks[next];
    if (next === undefined || check === undefined) return;
    event.preventDefault();
    onSelect(check.id);
    body.current?.querySelector<HTMLElement>(`[data-row="${next}"] button`)?.focus();
  };
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
        <colgroup>
          <col />
          <col className="q-point" />
          <col className="q-verdict" />
          <col className="q-measure" />
          <col className="q-threshold" />
          <col className="q-found" />
          <col className="q-costs" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('quality.col.check')}</th>
            <th scope="col">{t('quality.col.number')}</th>
            <th scope="col">{t('quality.col.verdict')}</th>
            <th scope="col" className="num">
              {t('quality.col.measure')}
            </th>
            <th scope="col" className="num">
              {t('quality.col.threshold')}
            </th>
            <th scope="col" className="num">
              {t('quality.col.found')}
            </th>
            <th scope="col" className="num">
              {t('quality.col.costs')}
            </th>
          </tr>
        </thead>
        {/* Arrow keys move from check to check; each check is a button of its own. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody ref={body} onKeyDown={onKeyDown}>
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
