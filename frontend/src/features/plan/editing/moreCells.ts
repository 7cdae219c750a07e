/** The columns that can be chosen, as text and back: who, promises, constraint, estimates, money. Pure. */
import { fold } from '@/lib/plan/data/filter';
import type { PlanModel } from '@/lib/plan/data/model';
import { dayOf, dayOfIso, isoOfDay, lastDay, toLocal } from '@/lib/plan/data/zone';
import {
  daysFigure,
  estimateText,
  parseDuration,
  parseEstimate,
  type Span,
} from '@/lib/plan/words/durations';
import { parseDay } from '@/lib/plan/words/parseDay';
import { t } from '@/lib/messages/t';
import type { MessageKey } from '@/lib/messages/en';
import type { ColumnId } from '@/features/plan/state/columnIds';
import { readOwner, type Read } from './cells';
import { linksRead, linksText } from './linkCells';

type Fields = Extract<Read, { kind: 'change' }>['fields'];
const change = (fields: Fields, row: Record<string, unknown> = {}): Read => ({ kind: 'change', fields, row });
const bad = (why: MessageKey): Read => ({ kind: 'bad', why });

/** Dates of a row; those that are told as an instant end or begin a day. */
const DATES = {
  deadline: { field: 'deadline', ends: true },
  target: { field: 'target', ends: true },
  commitment: { field: 'commitment', ends: true },
  actualStart: { field: 'actual_start', ends: false },
  actualFinish: { field: 'actual_finish', ends: true },
} as const;
const ESTIMATES = ['low', 'likely', 'high'] as const;
const CONSTRAINTS = {
  as_late_as_possible: 'ALAP',
  start_no_earlier_than: 'SNET',
  start_no_later_than: 'SNLT',
  finish_no_earlier_than: 'FNET',
  finish_no_later_than: 'FNLT',
  must_start_on: 'MSO',
  must_finish_on: 'MFO',
  start_on: '',
  finish_on: '',
} as const;

type DateColumn = keyof typeof DATES;
const isDate = (column: ColumnId): column is DateColumn => column in DATES;
const isEstimate = (column: ColumnId): column is (typeof ESTIMATES)[number] =>
  (ESTIMATES as readonly string[]).includes(column);

const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : daysFigure(value);

/** The value of a cell as one would type it. */
export function moreText(model: PlanModel, row: number, column: ColumnId): string {
  const rows = model.columns.activities;
  if (isDate(column)) return dateText(model, row, column);
  if (isEstimate(column)) return figure(rows[column][row]);
  switch (column) {
    case 'ownerName':
      return model.columns.people[rows.owner[row] ?? -1]?.name ?? '';
    case 'team':
      return model.columns.teams[rows.team[row] ?? -1]?.title ?? '';
    case 'calendar':
      return model.columns.calendars[rows.calendar[row] ?? -1]?.title ?? '';
    case 'constraint':
      return constraintText(model, row);
    case 'remaining':
      return figure(rows.remaining_days?.[row]);
    case 'cost':
      return plain(rows.cost?.[row]);
    case 'costPerDay':
      return plain(rows.cost_per_day?.[row]);
    case 'predecessors':
    case 'successors':
      return linksText(model, row, column);
    default:
      return '';
  }
}

const plain = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

function dateText(model: PlanModel, row: number, column: DateColumn): string {
  const { field, ends } = DATES[column];
  const value = model.columns.activities[field][row] ?? null;
  if (value === null) return '';
  if (typeof value === 'string') return isoOfDay(dayOfIso(value));
  const at = toLocal(model.zone, value);
  return isoOfDay(ends ? lastDay(at) : dayOf(at));
}

function constraintText(model: PlanModel, row: number): string {
  const { constraint, constraint_at } = model.columns.activities;
  const kind = constraint[row] ?? null;
  if (kind === null) return '';
  const at = constraint_at[row] ?? null;
  const local = at === null ? null : toLocal(model.zone, at);
  const day = local === null ? '' : isoOfDay(kind.includes('finish') ? lastDay(local) : dayOf(local));
  return `${t(`activity.constraint.${kind}` as MessageKey)} ${day}`.trim();
}

/** What a text makes of a cell that can be edited. */
export function readMore(model: PlanModel, row: number, column: ColumnId, text: string): Read {
  if (isDate(column)) return readDate(model, column, text);
  if (isEstimate(column)) return readEstimate(model, row, column, text);
  switch (column) {
    case 'ownerName':
      return readOwner(model, text);
    case 'team':
      return readListed(model.columns.teams, 'team', text);
    case 'calendar':
      return readListed(model.columns.calendars, 'calendar', text);
    case 'constraint':
      return readConstraint(model, text);
    case 'remaining':
      return readRemaining(model, text);
    case 'cost':
      return readMoney('cost', text);
    case 'costPerDay':
      return readMoney('cost_per_day', text);
    case 'predecessors':
    case 'successors':
      return linksRead(model, row, column, text);
    default:
      return { kind: 'fixed' };
  }
}

function readDate(model: PlanModel, column: DateColumn, text: string): Read {
  const { field } = DATES[column];
  if (text === '') return change({ [field]: null });
  const day = parseDay(text, dayOf(model.near));
  return day === null ? bad('plan.edit.badDay') : change({ [field]: isoOfDay(day) });
}

function readListed(
  items: readonly { id: string; title: string }[],
  field: 'team' | 'calendar',
  text: string,
): Read {
  if (text === '') return change({ [field]: null });
  const needle = fold(text);
  const exact = items.findIndex((one) => fold(one.title) === needle || one.id === text);
  const found = items.flatMap((one, at) => (fold(one.title).startsWith(needle) ? [at] : []));
  const index = exact >= 0 ? exact : found.length === 1 ? (found[0] ?? -1) : -1;
  const item = items[index];
  return item === undefined ? bad(`plan.edit.no.${field}`) : change({ [field]: item.id }, { [field]: index });
}

/** "Start no earlier than 2 Oct", "SNET 2026-10-02", "ALAP"; nothing clears it. */
function readConstraint(model: PlanModel, text: string): Read {
  if (text === '') return change({ constraint: null }, { constraint: null, constraint_at: null });
  const needle = fold(text);
  for (const [kind, short] of Object.entries(CONSTRAINTS)) {
    const words = fold(t(`activity.constraint.${kind}` as MessageKey));
    const word = [words, short.toLowerCase()].find(
      (one) => one !== '' && (needle === one || needle.startsWith(`${one} `)),
    );
    if (word === undefined) continue;
    if (kind === 'as_late_as_possible') return change({ constraint: kind }, { constraint: kind });
    const day = parseDay(text.slice(word.length), dayOf(model.near));
    return day === null
      ? bad('plan.edit.badDay')
      : change({ constraint: kind, constraint_at: isoOfDay(day) }, { constraint: kind });
  }
  return bad('plan.edit.noConstraint');
}

function readRemaining(model: PlanModel, text: string): Read {
  if (text === '') return change({ remaining: null }, { remaining_days: null });
  const span = parseDuration(text, model.columns.hours_per_day);
  return span === null
    ? bad('plan.edit.badDuration')
    : change({ remaining: span.text }, { remaining_days: span.days });
}

function readMoney(field: 'cost' | 'cost_per_day', text: string): Read {
  if (text === '') return change({ [field]: null }, { [field]: null });
  return /^\d[\d ,.]*[kKmM]?(?:\s*[A-Z]{3})?$/.test(text)
    ? change({ [field]: text.replace(/(?<=\d)[ ,](?=\d{3})/g, '') })
    : bad('plan.edit.badMoney');
}

/** One of the three, beside the two that are there; all three at once where there are none. */
function readEstimate(model: PlanModel, row: number, column: (typeof ESTIMATES)[number], text: string): Read {
  const hours = model.columns.hours_per_day;
  const rows = model.columns.activities;
  if (text === '') return change({ estimate: null }, { low: null, likely: null, high: null });
  if (text.includes('/')) {
    const all = parseEstimate(text, hours);
    return all === null ? bad('plan.edit.badDuration') : estimated(all.low, all.likely, all.high);
  }
  const span = parseDuration(text, hours);
  if (span === null) return bad('plan.edit.badDuration');
  const of = (name: (typeof ESTIMATES)[number]): Span | null =>
    name === column ? span : parseDuration(figure(rows[name][row]), hours);
  const [low, likely, high] = ESTIMATES.map(of);
  if (!low || !likely || !high) return bad('plan.edit.allThree');
  return estimated(low, likely, high);
}

function estimated(low: Span, likely: Span, high: Span): Read {
  if (low.days > likely.days || likely.days > high.days) return bad('plan.edit.notRising');
  return change(
    { estimate: estimateText({ low, likely, high }) },
    { low: low.days, likely: likely.days, high: high.days },
  );
}
