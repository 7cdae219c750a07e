import type { KeyboardEvent } from 'react';
import type { ContractRow } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import { StatusPill } from '@/components/status/StatusPill';
import { Spacer } from '@/components/tables/Spacer';
import { useRows } from '@/components/tables/useRows';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';

const ROW = 36;
const COLUMNS = 6;

type RowProps = { row: ContractRow; index: number; selected: boolean; onSelect: () => void };

function Row({ row, index, selected, onSelect }: RowProps) {
  const who = t('contract.for', { provider: row.provider.title, consumer: row.consumer.title });
  return (
    <tr aria-selected={selected} aria-rowindex={index + 2} data-row={index} onClick={onSelect}>
      <td>
        <button
          type="button"
          className="rowlink ell"
          title={row.what}
          tabIndex={selected ? 0 : -1}
          onClick={onSelect}
        >
          {row.what}
        </button>
      </td>
      <td className="sec" title={who}>
        {who}
      </td>
      <td className="num">{row.needed ? day(row.needed) : '–'}</td>
      <td className="num">
        {row.delivered ? day(row.delivered) : row.promised ? day(row.promised) : t('word.none')}
      </td>
      <td>
        <StatusPill status={row.status} bare />
      </td>
      <td className="sec">
        <RichText text={row.reason} />
      </td>
    </tr>
  );
}

type Props = { rows: ContractRow[]; selected: string; onSelect: (id: string) => void };

/** The contracts, worst first: arrows move the selection, the detail beside follows. */
export function ContractTable({ rows, selected, onSelect }: Props) {
  const { scroller, shown, before, after, scrollTo } = useRows(rows.length, ROW);
  const at = rows.findIndex(({ id }) => id === selected);
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Partial<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const next = moves[event.key];
    const row = next === undefined ? undefined : rows[next];
    if (next === undefined || row === undefined) return;
    event.preventDefault();
    onSelect(row.id);
    scrollTo(next);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${next}"] button`)?.focus(),
    );
  };
  return (
    <section className="card">
      {/* Arrow keys move from contract to contract; each is a button of its own. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="scroll contract-scroll" ref={scroller} onKeyDown={onKeyDown}>
        <table
          className="table contract-table"
          aria-label={t('contract.title')}
          aria-rowcount={rows.length + 1}
        >
          <colgroup>
            <col />
            <col className="n-who" />
            <col className="n-date" />
            <col className="n-date" />
            <col className="n-state" />
            <col className="n-why" />
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{t('contract.col.what')}</th>
              <th scope="col">{t('contract.col.who')}</th>
              <th scope="col" className="num">
                {t('contract.col.needed')}
              </th>
              <th scope="col" className="num">
                {t('contract.col.promised')}
              </th>
              <th scope="col">{t('contract.col.state')}</th>
              <th scope="col">{t('contract.col.reason')}</th>
            </tr>
          </thead>
          <tbody>
            <Spacer height={before} columns={COLUMNS} />
            {shown.map((index) => {
              const row = rows[index];
              return (
                row && (
                  <Row
                    key={row.id}
                    row={row}
                    index={index}
                    selected={row.id === selected}
                    onSelect={() => onSelect(row.id)}
                  />
                )
              );
            })}
            <Spacer height={after} columns={COLUMNS} />
          </tbody>
        </table>
      </div>
    </section>
  );
}
