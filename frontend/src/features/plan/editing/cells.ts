/** A cell as text for the clipboard, and text as a change of a cell: for typing, pasting and filling. Pure. */
import type { RowPatch } from '@/api/types';
import { fold } from '@/lib/plan/data/filter';
import type { PlanModel } from '@/lib/plan/data/model';
import { dayOf, isoOfDay, lastDay } from '@/lib/plan/data/zone';
import { parseDay } from '@/lib/plan/words/parseDay';
import {
  daysFigure,
  estimateText,
  parseDuration,
  parseEstimate,
  parsePercent,
} from '@/lib/plan/words/durations';
import type { MessageKey } from '@/lib/messages/en';
import type { Vars } from '@/lib/messages/t';
import { isEditable } from '@/features/plan/state/columns';
import type { ColumnId } from '@/features/plan/state/state';
import type { ActivityFields, PlanChange } from './changes';
import { moreText, readMore } from './moreCells';

export type Read =
  | { kind: 'change'; fields: ActivityFields; row: Omit<RowPatch, 'id'> }
  /** It is so already, or nothing was given. */
  | { kind: 'same' }
  /** The column is computed, or this kind of row has no such value. */
  | { kind: 'fixed' }
  | { kind: 'bad'; why: MessageKey; vars?: Vars }
  /** Dependencies, which are records of their own. */
  | { kind: 'links'; changes: PlanChange[] };

const SAME: Read = { kind: 'same' };
const change = (fields: ActivityFields, row: Omit<RowPatch, 'id'>): Read => ({ kind: 'change', fields, row });

/** The value as a spreadsheet understands it: a bare number of days, a percentage, an ISO date. */
export function cellText(model: PlanModel, row: number, column: ColumnId): string {
  const rows = model.columns.activities;
  const milestone = rows.kind[row] === 'milestone';
  switch (column) {
    case 'wbs':
      return rows.wbs[row] ?? '';
    case 'name':
      return rows.title[row] ?? '';
    case 'owner':
      return model.columns.people[rows.owner[row] ?? -1]?.name ?? '';
    case 'duration':
      return milestone
        ? ''
        : `${daysFigure(rows.duration_days[row] ?? 0)}${rows.elapsed?.[row] === true ? 'ed' : ''}`;
    case 'start':
      return milestone ? '' : isoOfDay(dayOf(model.start[row] ?? 0));
    case 'finish':
      return isoOfDay(lastDay(model.finish[row] ?? 0));
    case 'float':
      return daysFigure(rows.float_days[row] ?? 0);
    case 'progress':
      return milestone ? '' : `${Math.round((rows.progress[row] ?? 0) * 100)}%`;
    default:
      return moreText(model, row, column);
  }
}

/** What a text would make of a cell. `typed`: by hand into this cell; a date that comes with a block stays computed. */
export function readCell(model: PlanModel, row: number, column: ColumnId, text: string, typed = false): Read {
  const rows = model.columns.activities;
  if (!isEditable(rows.kind[row], column)) return { kind: 'fixed' };
  const bare = text.trim();
  if (bare === cellText(model, row, column).trim()) return SAME;
  switch (column) {
    case 'name':
      return bare === ''
        ? { kind: 'bad', why: 'plan.edit.noName' }
        : change({ title: bare }, { title: bare });
    case 'owner':
      return readOwner(model, bare);
    case 'duration':
      return readDuration(model, row, bare);
    case 'progress':
      return readProgress(bare);
    case 'start':
      return typed ? readStart(model, row, bare) : { kind: 'fixed' };
    default:
      return readMore(model, row, column, bare);
  }
}

export function readOwner(model: PlanModel, text: string): Read {
  if (text === '') return change({ owner: null }, { owner: -1 });
  const { people } = model.columns;
  const needle = fold(text);
  const exact = people.flatMap((one, at) => (fold(one.name) === needle || one.id === text ? [at] : []));
  const found =
    exact.length > 0 ? exact : people.flatMap((one, at) => (partOf(one.name, needle) ? [at] : []));
  const [index] = found;
  if (index === undefined) return { kind: 'bad', why: 'plan.edit.nobody' };
  if (found.length > 1) return { kind: 'bad', why: 'plan.edit.several' };
  return change({ owner: people[index]?.id ?? null }, { owner: index });
}

/** First or last name alone. */
const partOf = (name: string, needle: string): boolean => fold(name).split(/\s+/).includes(needle);

function readDuration(model: PlanModel, row: number, text: string): Read {
  const hours = model.columns.hours_per_day;
  if (text === '') return { kind: 'bad', why: 'plan.edit.needDuration' };
  if (text.includes('/')) {
    const estimate = parseEstimate(text, hours);
    if (estimate === null) return { kind: 'bad', why: 'plan.edit.badDuration' };
    const { low, likely, high } = estimate;
    return change(
      { estimate: estimateText(estimate) },
      { duration_days: likely.days, low: low.days, likely: likely.days, high: high.days },
    );
  }
  const elapsed = model.columns.activities.elapsed?.[row] === true && /^[\d.,]+$/.test(text);
  const span = parseDuration(elapsed ? `${text}ed` : text.replace(/\s*(?:days?|dys?)\??$/i, 'd'), hours);
  if (span === null) return { kind: 'bad', why: 'plan.edit.badDuration' };
  return change({ duration: span.text }, { duration_days: span.days });
}

function readProgress(text: string): Read {
  if (text === '') return change({ progress: 0 }, { progress: 0 });
  const progress = parsePercent(text);
  return progress === null
    ? { kind: 'bad', why: 'plan.edit.badPercent' }
    : change({ progress }, { progress });
}

/** A start that is typed is a wish: no earlier than that day, unless its constraint is of another kind already. */
export function readStart(model: PlanModel, row: number, text: string): Read {
  const rows = model.columns.activities;
  if (text === '') return change({ constraint: null }, { constraint: null, constraint_at: null });
  const day = parseDay(text, dayOf(model.near));
  if (day === null) return { kind: 'bad', why: 'plan.edit.badDay' };
  if ((rows.actual_finish[row] ?? null) !== null) return { kind: 'bad', why: 'plan.edit.finished' };
  return startsOn(model, row, day);
}

const DATED = ['must_start_on', 'start_on', 'fixed_start'];

/** The fields by which an activity starts on a day: its actual start where it has begun, else a constraint. */
export function startsOn(model: PlanModel, row: number, day: number): Read {
  const rows = model.columns.activities;
  const iso = isoOfDay(day);
  const begun = (rows.actual_start[row] ?? null) !== null || (rows.progress[row] ?? 0) > 0;
  if (begun) return change({ actual_start: iso }, {});
  const kind = rows.constraint[row] ?? '';
  const constraint = DATED.includes(kind) ? kind : 'start_no_earlier_than';
  return change({ constraint, constraint_at: iso }, { constraint });
}
