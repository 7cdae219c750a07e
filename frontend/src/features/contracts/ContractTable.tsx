import type { ContractRow } from '@/api/types';
import { RichText } from '@/components/facts/RichText';
import { rowKeys } from '@/components/tables/rowKeys';
import { Spacer } from '@/components/tables/Spacer';
import { TableHead, type Column } from '@/components/tables/TableHead';
import { useRows } from '@/components/tables/useRows';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { StatePill } from './StatePill';

const ROW = 36;
const columns: readonly Column[] = [
  { label: t('contract.col.what') },
  { label: t('contract.col.who'), size: 'n-who' },
  { label: t('contract.col.needed'), size: 'n-date', figures: true },
  { label: t('contract.col.promised'), size: 'n-date', figures: true },
  { label: t('contract.col.state'), size: 'n-state' },
  { label: t('contract.col.reason'), size: 'n-why' },
];

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
        <StatePill state={row.state} bare />
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
  const onKeyDown = rowKeys({ ids: rows.map(({ id }) => id), selected, onSelect, scrollTo });
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
          <TableHead columns={columns} counted />
          <tbody>
            {/* One cell: on narrow screens the last column is hidden, and a cell across all would keep its room. */}
            <Spacer height={before} columns={1} />
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
            <Spacer height={after} columns={1} />
          </tbody>
        </table>
      </div>
    </section>
  );
}
