import type { ReactNode } from 'react';
import { Avatar } from '@/components/people/Avatar';
import { Icon } from '@/components/icons/Icon';
import { isGroupId } from '@/lib/plan/data/arrange';
import { gateOf } from '@/lib/plan/data/model';
import { gateWords } from '@/lib/plan/words/describe';
import { findingsOf } from '@/lib/plan/data/filter';
import { dayOf, lastDay } from '@/lib/plan/data/zone';
import { daysFigure } from '@/lib/plan/words/durations';
import { MINUS } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import type { ColumnId } from '@/features/plan/state/state';
import { cellValue, isWords } from '@/features/plan/state/cellValues';
import type { RowProps } from './Row';

type Props = RowProps & { column: ColumnId; group: boolean };

/** What a cell shows when it is not being edited. */
export function Cell(props: Props): ReactNode {
  const { model, row, words, column } = props;
  const rows = model.columns.activities;
  const milestone = rows.kind[row] === 'milestone';
  switch (column) {
    case 'wbs':
      return rows.wbs[row];
    case 'name':
      return <Name {...props} />;
    case 'owner':
      return <Owner {...props} />;
    case 'duration':
      return milestone || isGroupId(rows.id[row])
        ? null
        : duration(rows.duration_days[row] ?? 0, rows.elapsed?.[row] === true);
    case 'start':
      return milestone ? null : words.short(dayOf(model.start[row] ?? 0));
    case 'finish':
      return words.short(lastDay(model.finish[row] ?? 0));
    case 'float':
      return isDone(model, row) ? null : floatFigure(rows.float_days[row] ?? 0);
    case 'progress':
      return milestone ? null : Math.round((rows.progress[row] ?? 0) * 100);
    default: {
      const text = cellValue(model, row, column, words);
      return isWords(column) ? <span title={text}>{text}</span> : text;
    }
  }
}

function duration(days: number, elapsed: boolean): string {
  return t(elapsed ? 'plan.cell.elapsed' : 'plan.cell.days', { days: daysFigure(days) });
}

/** Tenths only where they matter. */
function floatFigure(days: number): string {
  return daysFigure(Math.abs(days) < 10 ? days : Math.round(days)).replace('-', MINUS);
}

function Name({ model, row, group, expanded, pinned }: Props) {
  const rows = model.columns.activities;
  const title = rows.title[row] ?? '';
  const risks = rows.risks[row] ?? '';
  const found = findingsOf(model, row);
  return (
    <>
      {group && (
        <span className="tw" data-twisty="">
          <Icon name={expanded ? 'down' : 'right'} small />
        </span>
      )}
      {rows.kind[row] === 'milestone' && <Diamond critical={rows.critical[row] === true} />}
      <span className="ell" title={title}>
        {title}
      </span>
      {group && !expanded && <span className="n22">{descendants(model, row)}</span>}
      {found > 0 && (
        <span className="pl-mark" data-findings="" title={t('findings.mark', { count: found })}>
          {found}
        </span>
      )}
      {gateOf(model, row) !== undefined && (
        <span className="pl-gate" data-gate={row} title={gateWords(model, row)}>
          <Icon name="gate" small />
        </span>
      )}
      {risks !== '' && <Risks ids={risks.split(' ').filter(Boolean)} />}
      {pinned && (
        <span className="pinned" title={t('plan.cell.pinned')}>
          <Icon name="pin" small />
        </span>
      )}
    </>
  );
}

const STEP = 12;
const DEEPEST = 8;
const TWISTY = 16;

/** Room left of the name: a step a level, and that of the twisty where there is none. */
export function indentOf(model: Props['model'], row: number, group: boolean): number {
  const depth = Math.min(DEEPEST, (model.tree.depth[row] ?? 1) - 1);
  return depth * STEP + 2 + (group ? 0 : TWISTY);
}

function isDone(model: Props['model'], row: number): boolean {
  const rows = model.columns.activities;
  return (rows.progress[row] ?? 0) >= 1 || (rows.actual_finish[row] ?? null) !== null;
}

/** Classes of a cell that its value decides. */
export function cellLook(model: Props['model'], row: number, column: ColumnId, group: boolean): string {
  if (column === 'float') return model.columns.activities.critical[row] === true && !group ? ' critx' : '';
  return column === 'progress' && !group ? ' dim' : '';
}

/** Tags that do not fit wrap out of sight: the name is cut last. */
function Risks({ ids }: { ids: string[] }) {
  const more = ids.length - 2;
  return (
    <span className="tags">
      {ids.slice(0, 2).map((id) => (
        <span key={id} className="tag off" title={t('plan.cell.risk', { id })}>
          {id}
        </span>
      ))}
      {more > 0 && (
        <span className="tag off" title={ids.join(', ')}>
          {t('plan.cell.more', { count: more })}
        </span>
      )}
    </span>
  );
}

function descendants(model: Props['model'], row: number): number {
  return (model.tree.end[row] ?? row) - row - 1;
}

function Diamond({ critical }: { critical: boolean }) {
  return (
    <svg className={`mk ${critical ? 'critical' : ''}`} width="10" height="10" aria-hidden="true">
      <path d="M5 0l5 5-5 5-5-5z" />
    </svg>
  );
}

function Owner({ model, row }: Props) {
  const person = model.columns.people[model.columns.activities.owner[row] ?? -1];
  return person === undefined ? null : <Avatar person={person} size={19} />;
}
