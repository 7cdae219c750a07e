/** A row in words: everything that its bar and marks say. */
import { t } from '@/lib/messages/t';
import { hasChildren } from '@/lib/plan/data/chain';
import { findingsOf } from '@/lib/plan/data/filter';
import { isGroupId } from '@/lib/plan/data/arrange';
import { gateOf, type PlanModel } from '@/lib/plan/data/model';
import { lastDay, NONE, dayOf } from '@/lib/plan/data/zone';
import { workingDaysBetween } from '@/lib/plan/data/workdays';
import { NEAR_DAYS } from '@/lib/plan/scene/bars';
import type { DayWords } from './days';
import { daysFigure } from './durations';

export function describeRow(model: PlanModel, row: number, words: DayWords): string {
  const kind = model.columns.activities.kind[row];
  return kind === 'milestone' ? describeMilestone(model, row, words) : describeActivity(model, row, words);
}

function describeActivity(model: PlanModel, row: number, words: DayWords): string {
  const rows = model.columns.activities;
  const kind = rows.kind[row] ?? 'task';
  const days = rows.duration_days[row] ?? 0;
  const parts = [
    rows.title[row] ?? '',
    t('plan.say.level', { level: model.tree.depth[row] ?? 1 }),
    t(isGroupId(rows.id[row]) ? 'plan.kind.group' : `plan.kind.${kind}`),
    `${words.long(dayOf(model.start[row] ?? 0))} ${t('word.to')} ${words.long(lastDay(model.finish[row] ?? 0))}`,
    t(rows.elapsed?.[row] === true ? 'plan.say.elapsedDays' : 'plan.say.workingDays', {
      count: Number(daysFigure(days)),
    }),
    progressWords(rows.progress[row] ?? 0),
    floatWords(model, row),
    baselineWords(model, row),
    deadlineWords(model, row, words),
    riskWords(rows.risks[row] ?? ''),
    findingWords(model, row),
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

function describeMilestone(model: PlanModel, row: number, words: DayWords): string {
  const rows = model.columns.activities;
  const finish = words.long(lastDay(model.finish[row] ?? 0));
  const landed = (rows.actual_finish[row] ?? null) !== null;
  const parts = [
    rows.title[row] ?? '',
    landed ? t('plan.say.landed', { day: finish }) : t('plan.say.plan', { day: finish }),
    landed ? '' : forecastWords(model, row, words),
    targetWords(model, row, words),
    commitmentWords(model, row, words),
    gateWords(model, row),
    sentence(deadlineWords(model, row, words)),
    sentence(floatWords(model, row)),
    sentence(baselineWords(model, row)),
    sentence(riskWords(rows.risks[row] ?? '')),
    statusWords(model, row),
  ];
  return `${parts.filter((part) => part !== '').join('. ')}.`;
}

function findingWords(model: PlanModel, row: number): string {
  const count = findingsOf(model, row);
  return count === 0 ? '' : t('findings.say', { count });
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function progressWords(progress: number): string {
  if (progress <= 0) return t('plan.say.notStarted');
  if (progress >= 1) return t('plan.say.done');
  return t('plan.say.progress', { percent: Math.round(progress * 100) });
}

function floatWords(model: PlanModel, row: number): string {
  const rows = model.columns.activities;
  if (hasChildren(model, row) || (rows.progress[row] ?? 0) >= 1) return '';
  if (rows.critical[row] === true) return t('plan.say.critical');
  const float = rows.float_days[row] ?? 0;
  if (float <= NEAR_DAYS) return t('plan.say.near', { count: Number(daysFigure(float)) });
  return t('plan.say.float', { count: Number(daysFigure(float)) });
}

function baselineWords(model: PlanModel, row: number): string {
  const baseline = model.columns.baseline;
  const finish = model.baselineFinish[row] ?? NONE;
  if (baseline === null || finish === NONE) return '';
  const days = baselineDelta(model, row);
  if (days === 0) return t('plan.say.asBaseline', { baseline: baseline.title });
  return t(days > 0 ? 'plan.say.later' : 'plan.say.earlier', {
    count: Math.abs(days),
    baseline: baseline.title,
  });
}

/** Working days that the row finishes later than its baseline; negative is earlier. */
export function baselineDelta(model: PlanModel, row: number): number {
  const before = model.baselineFinish[row] ?? NONE;
  if (before === NONE) return 0;
  return workingDaysBetween(model.workdays, lastDay(before), lastDay(model.finish[row] ?? 0));
}

function deadlineWords(model: PlanModel, row: number, words: DayWords): string {
  const at = model.deadline[row] ?? NONE;
  if (at === NONE) return '';
  const p85 = model.p85[row] ?? NONE;
  const past = (p85 === NONE ? (model.finish[row] ?? 0) : p85) > at;
  return t(past ? 'plan.say.deadlinePast' : 'plan.say.deadline', { day: words.long(lastDay(at)) });
}

function forecastWords(model: PlanModel, row: number, words: DayWords): string {
  const p50 = model.p50[row] ?? NONE;
  const p85 = model.p85[row] ?? NONE;
  if (p50 === NONE || p85 === NONE) return t('plan.say.noForecast');
  return t('plan.say.forecast', { p50: words.long(lastDay(p50)), p85: words.long(lastDay(p85)) });
}

function targetWords(model: PlanModel, row: number, words: DayWords): string {
  const rows = model.columns.activities;
  const target = rows.target[row] ?? null;
  if (target === null) return '';
  const day = words.long(Math.floor(Date.parse(target) / 86_400_000));
  const share = rows.on_time[row] ?? null;
  if (share === null) return t('plan.say.target', { day });
  return t('plan.say.targetLikely', { day, percent: Math.round(share * 100) });
}

function commitmentWords(model: PlanModel, row: number, words: DayWords): string {
  const at = model.commitment[row] ?? NONE;
  return at === NONE ? '' : t('plan.say.commitment', { day: words.long(dayOf(at)) });
}

/** How the gate of a milestone stands, and how many of its criteria are met. */
export function gateWords(model: PlanModel, row: number): string {
  const gate = gateOf(model, row);
  if (gate === undefined) return '';
  return t('plan.say.gate', { state: t(`plan.gate.${gate.state}`), met: gate.met, total: gate.total });
}

function riskWords(risks: string): string {
  const ids = risks.split(' ').filter((id) => id !== '');
  return ids.length === 0 ? '' : t('plan.say.risks', { count: ids.length, ids: ids.join(', ') });
}

function statusWords(model: PlanModel, row: number): string {
  const status = model.columns.activities.status[row] ?? null;
  return status === null ? '' : t(`status.${status}`);
}
