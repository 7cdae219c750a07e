import { useMemo } from 'react';
import { Loaded } from '@/components/feedback/Loaded';
import { EmptyState } from '@/components/feedback/States';
import { Segmented } from '@/components/forms/Segmented';
import { useAddress } from '@/components/forms/useAddress';
import { t } from '@/lib/messages/t';
import { periodName } from '@/features/staffing/allocation/heat';
import { CellPanel } from '@/features/staffing/CellPanel';
import { CellGrid } from '@/features/staffing/grid/CellGrid';
import { useOpenCell } from '@/features/staffing/grid/useOpenCell';
import { csvHref, EVERY, ROWS, useSheet } from '@/features/staffing/useStaffing';
import type { By, Every, View } from '@/features/staffing/useStaffing';
import { linesOf, sheetCell } from './lines';
import type { Unit } from './lines';

type BodyProps = { program: string; by: By; every: Every; unit: Unit; view: View };

function Body({ program, by, every, unit, view }: BodyProps) {
  const { sheet } = view;
  const { open, show, close } = useOpenCell();
  const columns = useMemo(
    () => sheet.periods.map((period) => ({ key: period.start, label: periodName(period, every) })),
    [sheet, every],
  );
  const lines = useMemo(
    () => sheet.rows.flatMap((row) => linesOf(row).map((line, at) => ({ row, line, first: at === 0 }))),
    [sheet],
  );
  const rows = useMemo(
    () =>
      lines.map(({ row, line, first }) => ({
        key: `${row.id} ${line}`,
        first,
        head: (
          <>
            <span className={`ell st-name ${row.open ? 'dim' : 'b'}`}>{first ? row.name : ''}</span>
            {!first && <span className="sr">{row.name}</span>}
            <span className="dim">{t(`staffing.line.${line}`)}</span>
          </>
        ),
        cells: columns.map(({ label }, at) => sheetCell(row, line, at, label, sheet, unit)),
      })),
    [lines, columns, sheet, unit],
  );
  const place = open && {
    row: lines.findIndex(({ row }) => row.id === open.row),
    column: sheet.periods.findIndex(({ start }) => start === open.start),
  };
  const shown = place && lines[place.row]?.row;
  const label = place && columns[place.column]?.label;
  return (
    <div className={shown ? 'st-with-panel' : undefined}>
      <CellGrid
        label={t('staffing.sheetOf', { rows: t(`staffing.rows.${by}`) })}
        corner={t(`staffing.rows.${by}`)}
        columns={columns}
        rows={rows}
        open={place}
        onOpen={({ row, column }) => show(lines[row]?.row.id ?? '', sheet.periods[column]?.start ?? '')}
      />
      {open && shown && label && (
        <CellPanel
          program={program}
          by={by}
          every={every}
          row={open.row}
          start={open.start}
          title={`${shown.name}, ${label}`}
          onClose={close}
        />
      )}
    </div>
  );
}

/** The staffing sheet: who is there, who is asked for, and the gap. */
export function SheetTab({ program }: { program: string }) {
  const { params, replace } = useAddress();
  const by = ROWS.find((each) => each === params.get('rows')) ?? 'role';
  const every = EVERY.find((each) => each === params.get('every')) ?? 'month';
  const unit: Unit = params.get('unit') === 'hours' ? 'hours' : 'fte';
  const query = useSheet(program, by, every);
  const set = (name: string, value: string) => replace({ [name]: value, cell: null, at: null });
  return (
    <section className="card st-heat">
      <header>
        <h2>{t('staffing.sheetOf', { rows: t(`staffing.rows.${by}`).toLowerCase() })}</h2>
        <div className="st-acts">
          <Segmented
            label={t('staffing.rows')}
            value={by}
            options={ROWS.map((value) => ({ value, label: t(`staffing.rows.${value}`) }))}
            onValue={(value) => set('rows', value)}
          />
          <Segmented
            label={t('staffing.every')}
            value={every}
            options={EVERY.map((value) => ({ value, label: t(`staffing.every.${value}`) }))}
            onValue={(value) => set('every', value)}
          />
          <Segmented
            label={t('staffing.unit')}
            value={unit}
            options={(['fte', 'hours'] as const).map((value) => ({
              value,
              label: t(`staffing.unit.${value}`),
            }))}
            onValue={(value) => set('unit', value)}
          />
          <a className="btn sm" href={csvHref(program, by, every)} download>
            {t('staffing.csv')}
          </a>
        </div>
      </header>
      <Loaded query={query} rows={10}>
        {(view) =>
          view.sheet.periods.length === 0 ? (
            <EmptyState title={t('staffing.empty')} icon="people" />
          ) : (
            <Body program={program} by={view.sheet.by} every={view.sheet.every} unit={unit} view={view} />
          )
        }
      </Loaded>
      <footer className="dim small">
        {by === 'skill' ? `${t('staffing.skillNote')} ` : ''}
        {unit === 'fte' && t('staffing.fteNote')}
      </footer>
    </section>
  );
}
