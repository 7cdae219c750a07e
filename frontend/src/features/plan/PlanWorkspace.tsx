import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import type { Dispatch } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocalStorage, useViewportSize } from '@mantine/hooks';
import type { PlanColumns } from '@/api/types';
import { headerQuery } from '@/api/queries';
import { useViews } from '@/api/useViews';
import { useOpenActivity } from '@/components/activity/context';
import { Splitter } from '@/components/grid/Splitter';
import { useSay } from '@/components/feedback/Notices';
import { countActivities } from '@/lib/plan/data/filter';
import { dayOf, isoOfDay, lastDay } from '@/lib/plan/data/zone';
import { extent } from '@/lib/plan/scene/timescale';
import { dayWords } from '@/lib/plan/words/days';
import { ViewsMenu } from '@/components/views/ViewsMenu';
import { t } from '@/lib/messages/t';
import { AddDialog } from './dialogs/AddDialog';
import { BulkDialog } from './dialogs/BulkDialog';
import { useMarked } from './findings/useFindings';
import { FinishDialog } from './dialogs/FinishDialog';
import { FindingsDialog, HelpDialog, ProgressDialog } from './dialogs/later';
import { PasteDialog } from './dialogs/PasteDialog';
import { ManyRefusal } from './editing/ManyRefusal';
import { RefusalCard } from './editing/RefusalCard';
import { useClipboard } from './editing/useClipboard';
import { usePlanEdits, type Edits } from './editing/useEdits';
import { useRowVerbs } from './editing/useRowVerbs';
import { rangeWords, useSelection } from './editing/useSelection';
import { useRowVerbPalette, verbList } from './editing/verbList';
import { EmptyPlan } from './EmptyPlan';
import { LinkPopover } from './links/LinkPopover';
import { LinksDialog } from './links/LinksDialog';
import { useChart } from './links/useChart';
import { WhyPanel } from './panel/WhyPanel';
import { PlanGrid } from './rows/PlanGrid';
import { RowMenu } from './rows/RowMenu';
import { columnsIn, wanted, type Column } from './state/columns';
import { isMore } from './state/columnIds';
import { keepLayout, type Layout } from './state/layout';
import { panelRecord, type PlanAction, type PlanState } from './state/state';
import { usePlanModel, usePlanView } from './state/usePlan';
import { fromSearch, PASSING, viewSearch } from './state/url';
import { StatusLine } from './toolbar/StatusLine';
import { Toolbar } from './toolbar/Toolbar';
import { Tip } from './rows/Tip';
import { usePlanActions } from './usePlanActions';
import { useRun } from './editing/useRun';
import { useGridEvents } from './useGridEvents';

type Props = {
  program: string;
  title: string;
  columns: PlanColumns;
  /** Why the shown plan could not be refreshed. */
  stale: Error | null;
  state: PlanState;
  dispatch: Dispatch<PlanAction>;
  narrow: boolean;
  readOnly: boolean;
};

const DEFAULT_PANE = 516;
const LEAST_PANE = 260;
/** What columns that were chosen leave of the screen to the chart. */
const LEAST_CHART = 360;

export function PlanWorkspace({ program, title, columns, stale, state, dispatch, narrow, readOnly }: Props) {
  const model = useMarked(program, usePlanModel(columns));
  const shown = usePlanView(model, state);
  const words = useMemo(() => dayWords(dayOf(model.near)), [model.near]);
  const say = useSay();
  const views = useViews(program, 'plan');
  const fromFinish = useQuery(headerQuery(program)).data?.rules.from_finish ?? false;
  const edits = usePlanEdits(program, state.baseline, say);
  const run = useRun(program, edits.simulation);
  const openForm = useOpenActivity();
  const find = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const ahead = useRef<string | null>(null);
  const actions = usePlanActions({ model, state, dispatch, edits, say, find, page });
  const { setDialog } = actions;
  const [pane, setPane] = usePane(model, narrow, state.layout);
  const grid = useColumns(columns, model, pane, narrow, state.layout);
  const setLayout = useLayout(dispatch);
  const range = useSelection(model, shown, state);
  const verbs = useRowVerbs({ model, range, columns: grid, edits, dispatch, say, undo: actions.undo, ahead });
  const openBulk = useCallback(() => setDialog('bulk'), [setDialog]);
  useRowVerbPalette(verbs, openBulk, readOnly);
  const chart = useChart({ model, words, edits, say, readOnly });
  const clipboard = useClipboard({ model, shown, range, columns: grid, verbs, edits, say, readOnly });
  const events = useGridEvents({
    program,
    model,
    shown,
    state,
    columns: grid,
    dispatch,
    actions,
    edits,
    verbs,
    range,
    ahead,
    readOnly,
  });
  const counts = countActivities(model, shown.view);
  const linksRow = state.links === null ? -1 : (model.rowOf.get(state.links) ?? -1);
  return (
    <div
      ref={page}
      onClickCapture={(event) => {
        if ((event.target as Element).closest('[data-findings]') !== null) actions.setDialog('findings');
      }}
      className={`plan ${state.panel ? 'with-panel' : ''}`}
      data-density={state.layout.density}
    >
      <h1 className="sr">{t('plan.titleOf', { program: title })}</h1>
      <Toolbar
        model={model}
        state={state}
        dispatch={dispatch}
        find={find}
        readOnly={readOnly}
        saving={edits.saving > 0}
        shared={actions.shared}
        onUndo={actions.undo}
        onRedo={actions.redo}
        onShare={actions.share}
        onAdd={() => actions.setDialog('add')}
        fromFinish={fromFinish}
        onFinish={() => actions.setDialog('finish')}
        onProgress={() => actions.setDialog('progress')}
        onLeaveFind={actions.focusGrid}
        onLayout={setLayout}
        views={
          <ViewsMenu
            store={views}
            search={viewSearch(state)}
            passing={PASSING}
            onApply={(search) =>
              dispatch({ type: 'restore', state: fromSearch(new URLSearchParams(search)) })
            }
            mayShare={!readOnly}
          />
        }
        widthOf={(id) => grid.find((column) => column.id === id)?.width ?? 0}
      />
      <div className="pl-work">
        {stale !== null && (
          <p className="pl-stale" role="alert">
            {t('plan.stale')}
          </p>
        )}
        {counts.total === 0 ? (
          <EmptyPlan program={program} readOnly={readOnly} onAdd={() => actions.setDialog('add')} />
        ) : (
          <PlanGrid
            {...events}
            title={t('plan.grid', { program: title })}
            model={model}
            shown={shown}
            state={narrow ? { ...state, zoom: 'fit' } : state}
            words={words}
            columns={grid}
            onLayout={narrow ? null : setLayout}
            paneWidth={pane}
            readOnly={readOnly}
            range={range}
            onCopy={clipboard.onCopy}
            onPaste={clipboard.onPaste}
            onMenu={(event) => {
              if (readOnly || (event.target as Element).closest('[data-row]') === null) return;
              event.preventDefault();
              actions.openMenuAt({ x: event.clientX, y: event.clientY });
            }}
            chart={chart.chart}
            moved={edits.moved}
            tooltip={(hover) => <Tip model={model} words={words} hover={hover} />}
            reveal={actions.revealed}
          />
        )}
        {counts.total > 0 && counts.shown === 0 && <NothingFound onClear={actions.clearFilters} />}
        {!narrow && counts.total > 0 && (
          <Splitter
            label={t('plan.split')}
            value={pane}
            least={LEAST_PANE}
            most={Math.max(900, pane)}
            onChange={setPane}
          />
        )}
        {linksRow >= 0 && (
          <LinksDialog
            key={state.links}
            model={model}
            row={linksRow}
            edits={edits}
            readOnly={readOnly}
            onClose={actions.closeLinks}
            onGo={actions.go}
          />
        )}
        {edits.refusedMany !== null && (
          <ManyRefusal
            model={model}
            refusal={edits.refusedMany}
            onAnyway={() => resend(edits, true)}
            onRetry={() => resend(edits, false)}
            onDrop={() => {
              edits.dismiss();
              edits.reload();
              actions.focusGrid();
            }}
          />
        )}
        {edits.refusal !== null && <RefusalCard model={model} refusal={edits.refusal} {...actions.refusal} />}
      </div>
      {state.panel && !narrow && (
        <WhyPanel
          program={program}
          id={panelRecord(state)}
          revision={columns.revision}
          pinned={state.pinned !== null}
          onPin={(id) => dispatch({ type: 'pin', id })}
          onClose={actions.closePanel}
          onGo={actions.go}
        />
      )}
      <StatusLine
        shown={counts.shown}
        total={counts.total}
        editing={state.editing?.column ?? null}
        saving={edits.saving > 0}
        selection={rangeWords(range, grid)}
        run={run}
      />
      {actions.dialog === 'add' && (
        <AddDialog
          model={model}
          after={actions.selectedRow}
          onAdd={actions.add}
          onClose={() => actions.setDialog(null)}
        />
      )}
      {actions.dialog === 'bulk' && verbs.rows.length > 0 && (
        <BulkDialog
          model={model}
          rows={verbs.rows}
          onSet={(changes) => {
            actions.setDialog(null);
            actions.focusGrid();
            void edits.apply(changes);
          }}
          onClose={() => {
            actions.setDialog(null);
            actions.focusGrid();
          }}
        />
      )}
      {clipboard.pending !== null && (
        <PasteDialog
          pending={clipboard.pending}
          onPaste={(laid) => {
            clipboard.paste(laid);
            actions.focusGrid();
          }}
          onClose={() => {
            clipboard.cancel();
            actions.focusGrid();
          }}
        />
      )}
      {chart.chosen !== null && (
        <LinkPopover
          key={`${chart.chosen.link}/${chart.chosen.from}/${chart.chosen.to}`}
          model={model}
          chosen={chart.chosen}
          readOnly={readOnly}
          onChange={(change) => {
            chart.close();
            actions.focusGrid();
            void edits.apply([change]);
          }}
          onClose={() => {
            chart.close();
            actions.focusGrid();
          }}
        />
      )}
      {actions.menu !== null && (
        <RowMenu place={actions.menu} verbs={verbList(verbs, openBulk)} onClose={actions.closeMenu} />
      )}
      <Suspense>
        {actions.dialog === 'findings' && isActivity(model, actions.selectedRow) && (
          <FindingsDialog
            program={program}
            activity={model.columns.activities.id[actions.selectedRow] ?? ''}
            title={model.columns.activities.title[actions.selectedRow] ?? ''}
            readOnly={readOnly}
            apply={edits.apply}
            onLinks={() => {
              actions.setDialog(null);
              dispatch({ type: 'links', id: state.selected });
            }}
            onForm={() => {
              actions.setDialog(null);
              openForm(state.selected ?? '');
            }}
            onClose={() => actions.setDialog(null)}
          />
        )}
        {actions.dialog === 'finish' && (
          <FinishDialog
            program={program}
            finish={finishOf(model)}
            fromFinish={fromFinish}
            onGo={(id) => {
              actions.setDialog(null);
              actions.go(id);
            }}
            onClose={() => actions.setDialog(null)}
          />
        )}
        {actions.dialog === 'progress' && !readOnly && (
          <ProgressDialog
            model={model}
            today={todayIn(columns.zone)}
            send={edits.report}
            onClose={() => actions.setDialog(null)}
          />
        )}
        {actions.dialog === 'help' && <HelpDialog onClose={() => actions.setDialog(null)} />}
      </Suspense>
    </div>
  );
}

/** What was refused, once more. */
function resend(edits: Edits, anyway: boolean): void {
  const refused = edits.refusedMany;
  if (refused !== null) void edits.apply(refused.changes, refused.patches, anyway);
}

/** Groups that only the grid makes have no findings. */
const isActivity = (model: ReturnType<typeof usePlanModel>, row: number): boolean =>
  row >= 0 && !['program', 'workstream'].includes(model.columns.activities.kind[row] ?? '');

/** The target of the final milestone, else its plan date. */
function finishOf(model: ReturnType<typeof usePlanModel>): string {
  const row = model.finalRow;
  const target = model.columns.activities.target[row] ?? null;
  return target ?? (row < 0 ? todayIn(model.columns.zone) : isoOfDay(lastDay(model.finish[row] ?? 0)));
}

/** The day that it is in a zone. */
const todayIn = (zone: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(new Date());

function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <div className="pl-state over" role="status">
      <p>{t('plan.nothing')}</p>
      <button type="button" className="btn" onClick={onClear}>
        {t('plan.clearAll')}
      </button>
    </div>
  );
}

/** Width of the grid pane: as the reader left it, or what the chosen columns need; two thirds of a narrow window. */
function usePane(
  model: ReturnType<typeof usePlanModel>,
  narrow: boolean,
  layout: Layout,
): [number, (width: number) => void] {
  const { width } = useViewportSize();
  const [kept, setKept] = useLocalStorage<number | null>({
    key: 'pilotage.plan.pane',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const own = useMemo(
    () => DEFAULT_PANE + wbsWidth(model.columns) - 30 + 2 * (dateWidth(model) - 54),
    [model],
  );
  const screen = width || window.innerWidth;
  const room = Math.max(LEAST_PANE, screen - LEAST_CHART);
  const asked = wanted(wbsWidth(model.columns), dateWidth(model), layout) + 1;
  const pane = layout.order.some((id) => isMore(id) && !layout.hidden.includes(id))
    ? Math.min(room, Math.max(kept ?? own, asked))
    : (kept ?? own);
  return [narrow ? Math.round(screen * 0.58) : pane, setKept];
}

function useColumns(
  columns: PlanColumns,
  model: ReturnType<typeof usePlanModel>,
  pane: number,
  narrow: boolean,
  layout: Layout,
): readonly Column[] {
  const [wbs, setWbs] = useState(() => wbsWidth(columns));
  const next = wbsWidth(columns);
  if (next !== wbs) setWbs(next);
  const dates = dateWidth(model);
  return useMemo(() => {
    const all = columnsIn(pane - 1, wbs, dates, layout);
    if (!narrow) return all;
    const finish = all.find((column) => column.id === 'finish');
    return [
      { id: 'name' as const, width: pane - 1 - dates, align: 'left' as const },
      finish ?? { id: 'finish' as const, width: dates, align: 'right' as const },
    ];
  }, [pane, wbs, dates, narrow, layout]);
}

/** Sets the layout, and keeps it for this reader: also one that came with a shared link, once it is changed. */
function useLayout(dispatch: Dispatch<PlanAction>): (layout: Layout) => void {
  return useCallback(
    (layout) => {
      keepLayout(layout);
      dispatch({ type: 'layout', layout });
    },
    [dispatch],
  );
}

function wbsWidth(columns: Pick<PlanColumns, 'activities'>): number {
  const longest = columns.activities.wbs.reduce((most, wbs) => Math.max(most, wbs.length), 3);
  return Math.min(84, 12 + longest * 6);
}

/** Dates more than about nine months from the status date carry their year and need more room. */
function dateWidth(model: ReturnType<typeof usePlanModel>): number {
  const [low, high] = extent(model);
  const far = Math.max(dayOf(high) - dayOf(model.near), dayOf(model.near) - dayOf(low)) > 280;
  return far ? 82 : 54;
}
