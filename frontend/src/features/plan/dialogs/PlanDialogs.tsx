import { useEffect } from 'react';
import type { Dispatch } from 'react';
import { useOpenActivity } from '@/components/activity/context';
import { whenIdle } from '@/components/feedback/later';
import type { PlanModel } from '@/lib/plan/data/model';
import { isoOfDay, lastDay } from '@/lib/plan/data/zone';
import type { Edits } from '@/features/plan/editing/useEdits';
import { fetchParts } from '@/features/plan/later';
import type { PlanAction, PlanState } from '@/features/plan/state/state';
import type { PlanActions } from '@/features/plan/usePlanActions';
import { AddDialog, BulkDialog, FindingsDialog, FinishDialog } from './later';
import { HelpDialog, ProgressDialog } from './later';

type Props = {
  program: string;
  model: PlanModel;
  state: PlanState;
  dispatch: Dispatch<PlanAction>;
  actions: PlanActions;
  edits: Edits;
  /** The selected row of the outline, and all of them that can be changed. */
  row: number;
  rows: readonly number[];
  fromFinish: boolean;
  readOnly: boolean;
};

/** The dialog that is open, if any. */
export function PlanDialogs(props: Props) {
  const { program, model, state, dispatch, actions, edits, row, rows, fromFinish, readOnly } = props;
  const openForm = useOpenActivity();
  useEffect(() => whenIdle(fetchParts), []);
  return (
    <>
      {actions.dialog === 'add' && (
        <AddDialog model={model} after={row} onAdd={actions.add} onClose={() => actions.setDialog(null)} />
      )}
      {actions.dialog === 'bulk' && rows.length > 0 && (
        <BulkDialog
          model={model}
          rows={rows}
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
      {actions.dialog === 'findings' && isActivity(model, row) && (
        <FindingsDialog
          program={program}
          activity={model.columns.activities.id[row] ?? ''}
          title={model.columns.activities.title[row] ?? ''}
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
          today={todayIn(model.columns.zone)}
          send={edits.report}
          onClose={() => actions.setDialog(null)}
        />
      )}
      {actions.dialog === 'help' && <HelpDialog onClose={() => actions.setDialog(null)} />}
    </>
  );
}

/** Groups that only the grid makes have no findings. */
const isActivity = (model: PlanModel, row: number): boolean =>
  row >= 0 && !['program', 'workstream'].includes(model.columns.activities.kind[row] ?? '');

/** The target of the final milestone, else its plan date. */
function finishOf(model: PlanModel): string {
  const row = model.finalRow;
  const target = model.columns.activities.target[row] ?? null;
  return target ?? (row < 0 ? todayIn(model.columns.zone) : isoOfDay(lastDay(model.finish[row] ?? 0)));
}

/** The day that it is in a zone. */
const todayIn = (zone: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(new Date());
