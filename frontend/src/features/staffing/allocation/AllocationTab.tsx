import { useMemo } from 'react';
import { Link } from 'react-router';
import { EmptyState } from '@/components/feedback/States';
import { Loaded } from '@/components/feedback/Loaded';
import { Segmented } from '@/components/forms/Segmented';
import { useAddress } from '@/components/forms/useAddress';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import { CellPanel } from '@/features/staffing/CellPanel';
import { CellGrid } from '@/features/staffing/grid/CellGrid';
import { useOpenCell } from '@/features/staffing/grid/useOpenCell';
import { useSheet } from '@/features/staffing/useStaffing';
import type { By, View } from '@/features/staffing/useStaffing';
import { AbsentCard } from './AbsentCard';
import { heatCell, periodName } from './heat';
import { HurtsCard } from './HurtsCard';

const ROWS = ['person', 'team', 'role'] as const;
type Props = { program: string; mayEdit: boolean };

const Key = () => (
  <ul className="st-key">
    {(['low', 'mid', 'at', 'off', 'away', 'open'] as const).map((each) => (
      <li key={each}>
        <i className={`h-${each}`} aria-hidden="true" /> {t(`staffing.key.${each}`)}
      </li>
    ))}
  </ul>
);

function Heat({ program, by, view }: { program: string; by: By; view: View }) {
  const { sheet } = view;
  const { open, show, close } = useOpenCell();
  const columns = useMemo(
    () => sheet.periods.map((period) => ({ key: period.start, label: periodName(period, 'week') })),
    [sheet],
  );
  const rows = useMemo(
    () =>
      sheet.rows.map((row) => ({
        key: row.id,
        head: <span className={row.open ? 'ell dim' : 'ell'}>{row.name}</span>,
        cells: columns.map(({ label }, at) => heatCell(row, at, label)),
      })),
    [sheet, columns],
  );
  const place = open && {
    row: sheet.rows.findIndex(({ id }) => id === open.row),
    column: sheet.periods.findIndex(({ start }) => start === open.start),
  };
  const shown = place && sheet.rows[place.row];
  const label = place && columns[place.column]?.label;
  return (
    <div className={shown ? 'st-with-panel' : undefined}>
      <CellGrid
        label={t('staffing.heat')}
        corner={t(`staffing.rows.${by}`)}
        columns={columns}
        rows={rows}
        open={place}
        onOpen={({ row, column }) => show(sheet.rows[row]?.id ?? '', sheet.periods[column]?.start ?? '')}
      />
      {open && shown && label && (
        <CellPanel
          program={program}
          by={by}
          every="week"
          row={open.row}
          start={open.start}
          title={`${shown.name}, ${label}`}
          onClose={close}
        />
      )}
    </div>
  );
}

/** Who is asked for how much of their time, week by week, and where too much of it hurts. */
export function AllocationTab({ program, mayEdit }: Props) {
  const { params, replace } = useAddress();
  const by = ROWS.find((each) => each === params.get('rows')) ?? 'person';
  const query = useSheet(program, by, 'week');
  return (
    <Loaded query={query} rows={10}>
      {(view) => (
        <>
          <AbsentCard program={program} view={view} mayEdit={mayEdit} />
          <section className="card st-heat">
            <header>
              <div>
                <h2>{t('staffing.heat')}</h2>
                <p className="dim small">
                  {t('staffing.heatUnit')}.{' '}
                  {view.status_date === null
                    ? t('staffing.fromStart')
                    : t('staffing.from', { date: day(view.status_date) })}
                </p>
              </div>
              <Segmented
                label={t('staffing.rows')}
                value={by}
                options={ROWS.map((value) => ({ value, label: t(`staffing.rows.${value}`) }))}
                onValue={(value) =>
                  replace({ rows: value === 'person' ? null : value, cell: null, at: null })
                }
              />
            </header>
            {view.sheet.periods.length === 0 ? (
              <EmptyState title={t('staffing.empty')} icon="people">
                <Link className="btn" to={`/programs/${encodeURIComponent(program)}/plan`}>
                  {t('staffing.emptyAct')}
                </Link>
              </EmptyState>
            ) : (
              <>
                <Heat program={program} by={by} view={view} />
                <Key />
              </>
            )}
          </section>
          <HurtsCard program={program} view={view} />
        </>
      )}
    </Loaded>
  );
}
