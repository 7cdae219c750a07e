/** What was typed, as a change for the server and as the columns will show it until the server answers. Pure. */
import type { ActivityPatch, RowPatch } from '@/api/types';
import { daysFigure, estimateText, parseDuration, parsePercent, type Span } from '@/lib/plan/words/durations';
import type { PlanModel } from '@/lib/plan/data/model';
import type { MessageKey } from '@/lib/messages/en';
import type { Vars } from '@/lib/messages/t';
import type { PlanChange } from './changes';

export type Change = { patch: Omit<ActivityPatch, 'version'>; row: Omit<RowPatch, 'id'> };
/** A change, a reason why there is none, or null when nothing changed. */
export type Draft =
  { change: Change } | { changes: PlanChange[] } | { error: MessageKey; vars?: Vars | undefined } | null;

export type DurationFields = { likely: string; low: string; high: string };

export function nameDraft(text: string, before: string): Draft {
  const title = text.trim();
  if (title === before) return null;
  return title === '' ? { error: 'plan.edit.noName' } : { change: { patch: { title }, row: { title } } };
}

export function progressDraft(text: string, before: number): Draft {
  const progress = parsePercent(text);
  if (progress === null) return { error: 'plan.edit.badPercent' };
  return Math.abs(progress - before) < 0.0005 ? null : { change: { patch: { progress }, row: { progress } } };
}

export function ownerDraft(owner: string | null, index: number, before: number): Draft {
  return index === before ? null : { change: { patch: { owner }, row: { owner: index } } };
}

export function durationFields(model: PlanModel, row: number): DurationFields {
  const { duration_days, low, high } = model.columns.activities;
  const text = (days: number | null | undefined): string =>
    days === null || days === undefined ? '' : daysFigure(days);
  return { likely: text(duration_days[row]), low: text(low[row]), high: text(high[row]) };
}

/** A duration, with its low and high where the activity has or gets them. */
export function durationDraft(fields: DurationFields, model: PlanModel, row: number): Draft {
  const before = durationFields(model, row);
  const changed = (['likely', 'low', 'high'] as const).some((name) => fields[name].trim() !== before[name]);
  if (!changed) return null;
  const hours = model.columns.hours_per_day;
  const elapsed = model.columns.activities.elapsed?.[row] === true;
  const read = (text: string): Span | null =>
    parseDuration(elapsed && /^[\d.,]+$/.test(text.trim()) ? `${text.trim()}ed` : text, hours);
  const likely = read(fields.likely);
  if (likely === null) return { error: 'plan.edit.badDuration' };
  const single = fields.low.trim() === '' && fields.high.trim() === '';
  if (single) return { change: singleChange(likely, before) };
  const low = read(fields.low);
  const high = read(fields.high);
  if (low === null || high === null) return { error: 'plan.edit.needBoth' };
  if (low.days > likely.days || likely.days > high.days) return { error: 'plan.edit.notRising' };
  const estimate = estimateText({ low, likely, high });
  const row_ = { duration_days: likely.days, low: low.days, likely: likely.days, high: high.days };
  return {
    change: {
      patch: ownDuration(model, row) ? { estimate, duration: likely.text } : { estimate },
      row: row_,
    },
  };
}

function singleChange(likely: Span, before: DurationFields): Change {
  const had = before.low !== '' || before.high !== '';
  const row = { duration_days: likely.days };
  if (!had) return { patch: { duration: likely.text }, row };
  return {
    patch: { duration: likely.text, estimate: null },
    row: { ...row, low: null, likely: null, high: null },
  };
}

/** Whether the plan runs on a duration of its own beside the estimate, or has none of the two. */
function ownDuration(model: PlanModel, row: number): boolean {
  const { likely, duration_days } = model.columns.activities;
  return Math.abs((likely[row] ?? 0) - (duration_days[row] ?? 0)) > 0.01;
}
