import { useCallback, useMemo, useRef } from 'react';
import type { Dispatch } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { PlanColumns } from '@/api/types';
import { headerQuery } from '@/api/queries';
import { useViews } from '@/api/useViews';
import { Splitter } from '@/components/grid/Splitter';
import { useSay } from '@/components/feedback/Notices';
import { countActivities } from '@/lib/plan/data/filter';
import { dayOf } from '@/lib/plan/data/zone';
import { dayWords } from '@/lib/plan/words/days';
import { ViewsMenu } from '@/components/views/ViewsMenu';
import { t } from '@/lib/messages/t';
import { useMarked } from './findings/useFindings';
import { OrderChip } from './arranging/OrderChip';
import { useArranged } from './arranging/useArranged';
import { useOrdering, useVerbsIn } from './arranging/useOrdering';
import { PasteDialog } from './dialogs/later';
import { PlanDialogs } from './dialogs/PlanDialogs';
import { useClipboard } from './editing/useClipboard';
import { usePlanEdits, type Edits } from './editing/useEdits';
import { useRowVerbs } from './editing/useRowVerbs';
import { rangeWords, useSelection } from './editing/useSelection';
import { useRowVerbPalette, verbList } from './editing/verbList';
import { EmptyPlan } from './EmptyPlan';
import { useGated, useGateVerb, useOpenGate } from './gates/useGates';
import { LinkPopover, LinksDialog, ManyRefusal, RefusalCard, RowMenu, WhyPanel } from './later';
import { useChart } from './links/useChart';
import { PlanGrid } from './rows/PlanGrid';
import { panelRecord, type PlanAction, type PlanState } from './state/state';
import { usePlanModel, usePlanView } from './state/usePlan';
import { fromSearch, PASSING, viewSearch } from './state/url';
import { LEAST_PANE, useColumns, useLayout, usePane } from './state/useGridColumns';
import { StatusLine } from './toolbar/StatusLine';
import { Toolbar } from './toolbar/Toolbar';
import { Tip } from './rows/Tip';
import { takesLetters } from './useKeyboard';
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

export function PlanWorkspace({ program, title, columns, stale, state, dispatch, narrow, readOnly }: Props) {
  const base = useGated(program, useMarked(program, usePlanModel(columns)));
  const words = useMemo(() => dayWords(dayOf(base.near)), [base.near]);
  const { ordering } = state;
  const { model, rowAt } = useArranged(base, ordering, words);
  const openGate = useOpenGate(model);
  const shown = usePlanView(model, state, { base, rowAt });
  const say = useSay();
  const order = useOrdering(ordering, dispatch, say);
  const views = useViews(program, 'plan');
  const fromFinish = useQuery(headerQuery(program)).data?.rules.from_finish ?? false;
  const edits = usePlanEdits(program, state.baseline, say);
  const run = useRun(program, edits.simulation);
  const find = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const ahead = useRef<string | null>(null);
  const actions = usePlanActions({ model, state, dispatch, edits, say, find, page });
  const { setDialog } = actions;
  const [pane, setPane] = usePane(model, narrow, state.layout);
  const grid = useColumns(columns, model, pane, narrow, state.layout);
  const setLayout = useLayout(dispatch);
  const range = useSelection(model, shown, state);
  const own = useRowVerbs({ model, range, columns: grid, edits, dispatch, say, undo: actions.undo, ahead });
  const verbs = useVerbsIn(ordering, own, say);
  const gate = useGateVerb(model, actions.selectedRow, openGate);
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
    sort: order.sort,
  });
  const counts = countActivities(model, shown.view);
  const linksRow = state.links === null ? -1 : (base.rowOf.get(state.links) ?? -1);
  const moved = useMemo(() => movedAt(edits.moved, rowAt), [edits.moved, rowAt]);
  const baseRow = (row: number) => base.rowOf.get(model.columns.activities.id[row] ?? '') ?? -1;
  return (
    <div
      ref={page}
      onClickCapture={(event) => {
        if (event.detail > 1) return; // a double click edits, also where a mark came under its second half
        const target = event.target as Element;
        if (target.closest('[data-findings]') !== null) actions.setDialog('findings');
        const gate = target.closest('[data-gate]');
        if (gate !== null) openGate(Number(gate.getAttribute('data-gate')));
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
        order={<OrderChip ordering={ordering} shown={grid.map(({ id }) => id)} onOrdering={order.set} />}
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
            onSort={order.sort}
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
            moved={moved}
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
            model={base}
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
        letters={takesLetters({ model, shown, state, columns: grid, readOnly })}
        saving={edits.saving > 0}
        selection={rangeWords(range, grid)}
        run={run}
      />
      <PlanDialogs
        program={program}
        model={base}
        row={baseRow(actions.selectedRow)}
        state={state}
        dispatch={dispatch}
        actions={actions}
        edits={edits}
        rows={verbs.rows.map(baseRow)}
        fromFinish={fromFinish}
        readOnly={readOnly}
      />
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
        <RowMenu place={actions.menu} verbs={verbList(verbs, openBulk, gate)} onClose={actions.closeMenu} />
      )}
    </div>
  );
}

/** Bars that moved, where their rows stand now. */
const movedAt = (moved: Edits['moved'], rowAt: Int32Array | null): Edits['moved'] =>
  rowAt === null ? moved : moved.map((bar) => ({ ...bar, row: rowAt[bar.row] ?? -1 }));

/** What was refused, once more. */
function resend(edits: Edits, anyway: boolean): void {
  const refused = edits.refusedMany;
  if (refused !== null) void edits.apply(refused.changes, refused.patches, anyway);
}

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
