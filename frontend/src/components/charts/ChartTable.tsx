import { Spacer } from '@/components/tables/Spacer';
import { useRows } from '@/components/tables/useRows';
import { number } from '@/lib/format/numbers';
import type { Cell, Chart } from './chart';

const HEIGHT = 28;

const words = (cell: Cell): string => (cell === null ? '–' : typeof cell === 'number' ? number(cell) : cell);

/** The numbers of a chart; twenty thousand rows as fast as twenty. */
export function ChartTable({ chart }: { chart: Chart }) {
  const columns = chart.columns ?? [];
  const rows = chart.rows ?? [];
  const { scroller, shown, before, after } = useRows(rows.length, HEIGHT);
  const figures = columns.map((_, at) => rows.every((row) => typeof row[at] !== 'string'));
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the table scrolls: the keyboard must reach it
    <div className="vega-table" ref={scroller} tabIndex={0} role="group" aria-label={chart.title}>
      <table className="table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column, at) => (
              <th key={column} scope="col" className={figures[at] ? 'num' : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} columns={columns.length} />
          {shown.map((index) => (
            <tr key={index} aria-rowindex={index + 2}>
              {columns.map((column, at) => (
                <td key={column} className={figures[at] ? 'num' : 'ell'}>
                  {words(rows[index]?.[at] ?? null)}
                </td>
              ))}
            </tr>
          ))}
          <Spacer height={after} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}
