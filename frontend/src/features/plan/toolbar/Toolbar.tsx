import type { Dispatch, ReactNode, RefObject } from 'react';
import { Button, IconButton } from '@/components/forms/Button';
import { Icon } from '@/components/icons/Icon';
import type { PlanModel } from '@/lib/plan/data/model';
import { ZOOMS } from '@/lib/plan/scene/timescale';
import { day } from '@/lib/format/dates';
import { t } from '@/lib/messages/t';
import type { Layout } from '@/features/plan/state/layout';
import type { ColumnId, PlanAction, PlanState } from '@/features/plan/state/state';
import { ChoiceChip, PathChip } from './chips';
import { ViewMenu } from './ViewMenu';

type Props = {
  model: PlanModel;
  state: PlanState;
  dispatch: Dispatch<PlanAction>;
  find: RefObject<HTMLInputElement | null>;
  readOnly: boolean;
  saving: boolean;
  shared: boolean;
  onUndo: () => void;
  onRedo: () => void;
  onShare: () => void;
  onAdd: () => void;
  onProgress: () => void;
  /** Whether every activity stands as late as it can. */
  fromFinish: boolean;
  onFinish: () => void;
  onLeaveFind: () => void;
  onLayout: (layout: Layout) => void;
  widthOf: (id: ColumnId) => number;
  /** The menu of saved views. */
  views: ReactNode;
  /** By what the rows are grouped and sorted. */
  order: ReactNode;
};

export function Toolbar(props: Props) {
  const { model, state, dispatch, readOnly, saving, shared } = props;
  const { filter } = state;
  const { teams, workstreams, baselines } = model.columns;
  return (
    <div className="pl-tb" role="toolbar" aria-label={t('plan.tools')}>
      <div className="group">
        {props.views}
        {props.order}
        <PathChip
          model={model}
          path={filter.path}
          onPath={(path) => dispatch({ type: 'filter', filter: { path } })}
        />
        {teams.length > 0 && (
          <ChoiceChip
            label={t('plan.team')}
            value={filter.team}
            choices={teams}
            onValue={(team) => dispatch({ type: 'filter', filter: { team } })}
          />
        )}
        {workstreams.length > 0 && (
          <ChoiceChip
            label={t('plan.workstream')}
            value={filter.workstream}
            choices={workstreams}
            onValue={(workstream) => dispatch({ type: 'filter', filter: { workstream } })}
          />
        )}
        <button
          type="button"
          className={`chip ${filter.critical === 'only' ? 'set' : ''}`}
          aria-pressed={filter.critical === 'only'}
          title={t('plan.critical.hint')}
          onClick={() =>
            dispatch({
              type: 'filter',
              filter: { critical: filter.critical === 'only' ? 'highlighted' : 'only' },
            })
          }
        >
          {t('plan.critical')} <b>{t(`plan.critical.${filter.critical}`)}</b>
        </button>
        {model.findings !== undefined && (
          <button
            type="button"
            className={`chip ${filter.findings === 'only' ? 'set' : ''}`}
            aria-pressed={filter.findings === 'only'}
            onClick={() =>
              dispatch({
                type: 'filter',
                filter: { findings: filter.findings === 'only' ? undefined : 'only' },
              })
            }
          >
            {t('findings.filter')}{' '}
            <b>{t(filter.findings === 'only' ? 'findings.filter.only' : 'findings.filter.any')}</b>
          </button>
        )}
        {props.fromFinish && (
          <button type="button" className="chip set" onClick={props.onFinish}>
            {t('finish.badge')}
          </button>
        )}
        <Find {...props} />
      </div>
      <div className="group commands">
        {!readOnly && (
          <IconButton
            icon="undo"
            label={t('action.undo')}
            shortcut="Ctrl Z"
            onClick={props.onUndo}
            disabled={saving}
          />
        )}
        {!readOnly && (
          <IconButton
            icon="redo"
            label={t('plan.redo')}
            shortcut="Ctrl Shift Z"
            onClick={props.onRedo}
            disabled={saving}
          />
        )}
        {baselines.length > 0 && (
          <ChoiceChip
            label={t('plan.compare')}
            value={state.baseline ?? model.columns.baseline?.id ?? null}
            none={null}
            quiet
            choices={baselines.map((one) => ({ id: one.id, title: `${one.title}, ${day(one.taken)}` }))}
            onValue={(id) => dispatch({ type: 'baseline', id })}
          />
        )}
        <div className="seg" role="group" aria-label={t('plan.zoom')}>
          {ZOOMS.map((zoom) => (
            <button
              key={zoom}
              type="button"
              aria-pressed={state.zoom === zoom}
              className={state.zoom === zoom ? 'sel' : ''}
              onClick={() => dispatch({ type: 'zoom', zoom })}
            >
              {t(`plan.zoom.${zoom}`)}
            </button>
          ))}
          <button
            type="button"
            aria-pressed={state.zoom === 'fit'}
            className={state.zoom === 'fit' ? 'sel' : ''}
            title={t('plan.zoom.fitHint')}
            onClick={() => dispatch({ type: 'zoom', zoom: 'fit' })}
          >
            {t('plan.zoom.fit')}
          </button>
        </div>
        <ViewMenu layout={state.layout} widthOf={props.widthOf} onLayout={props.onLayout} />
        <Button small icon="share" className="share" onClick={props.onShare} title={t('plan.shareHint')}>
          <span>{t(shared ? 'plan.shared' : 'plan.share')}</span>
        </Button>
        {!readOnly && (
          <Button
            small
            icon="check"
            onClick={props.onProgress}
            className="progress"
            aria-label={t('progress.title')}
            title={t('progress.title')}
          >
            <span>{t('progress.title')}</span>
          </Button>
        )}
        {!readOnly && (
          <Button primary small icon="plus" onClick={props.onAdd} title={t('plan.addHint')}>
            {t('action.add')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Find({ state, dispatch, find, onLeaveFind }: Props) {
  return (
    <label className={`chip pl-find ${state.filter.text === '' ? '' : 'set'}`}>
      <Icon name="search" small />
      <input
        ref={find}
        type="search"
        aria-label={t('plan.find')}
        placeholder={t('plan.find')}
        value={state.filter.text}
        onChange={(event) => dispatch({ type: 'filter', filter: { text: event.target.value } })}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && state.filter.text !== '')
            dispatch({ type: 'filter', filter: { text: '' } });
          if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            onLeaveFind();
          }
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}
