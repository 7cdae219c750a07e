/** One activity as it is typed, and its fields as the server names them. */
import type { components } from '@/api/schema';
import { asText } from '@/components/conflict/fields';
import { t } from '@/lib/messages/t';
import { complete, estimateOf, estimateText } from './estimate';
import type { Estimate } from './estimate';
import { assignedFrom, assignedInput, restsFrom, restsInput, sharesRight } from './rows';
import type { Assigned, Rest } from './rows';

export type Detail = components['schemas']['ActivityDetail'];

export const KINDS = ['task', 'milestone', 'summary', 'level_of_effort'] as const;
export type Kind = (typeof KINDS)[number];

export const CONSTRAINTS = [
  'as_soon_as_possible',
  'as_late_as_possible',
  'start_no_earlier_than',
  'start_no_later_than',
  'finish_no_earlier_than',
  'finish_no_later_than',
  'must_start_on',
  'must_finish_on',
  'start_on',
  'finish_on',
  'fixed_start',
] as const;
export type Constraint = (typeof CONSTRAINTS)[number];

/** Kinds that leave room for another one of them. */
export const SECONDS = [
  'start_no_earlier_than',
  'start_no_later_than',
  'finish_no_earlier_than',
  'finish_no_later_than',
] as const;
export type Second = (typeof SECONDS)[number] | '';

export type Draft = {
  title: string;
  kind: Kind;
  owner: string;
  duration: string;
  estimate: Estimate;
  constraint: Constraint;
  /** A day as typed, or an instant as the server wrote it. */
  constraintAt: string;
  second: Second;
  secondAt: string;
  expectedFinish: string;
  deadline: string;
  assigned: Assigned[];
  rests: Rest[];
  crashTo: string;
  crashCost: string;
  cost: string;
  costPerDay: string;
  /** Percent. */
  probability: string;
  branch: string;
  note: string;
};

export const kindOf = (text: unknown): Kind => KINDS.find((each) => each === text) ?? 'task';
export const constraintOf = (text: unknown): Constraint =>
  CONSTRAINTS.find((each) => each === text) ?? 'as_soon_as_possible';
export const percentOf = (share: unknown) =>
  typeof share === 'number' ? String(Number((share * 100).toFixed(6))) : '100';
export const estimateFrom = (text: unknown) => estimateOf(typeof text === 'string' ? text : null);

export const secondOf = (text: unknown): Second => SECONDS.find((each) => each === text) ?? '';

/** The kinds that may stand beside this one; none where it leaves no room. */
export const secondsBeside = (first: Constraint): (typeof SECONDS)[number][] =>
  SECONDS.some((each) => each === first) ? SECONDS.filter((each) => each !== first) : [];
export const needsDate = (constraint: Constraint): boolean =>
  constraint !== 'as_soon_as_possible' && constraint !== 'as_late_as_possible';
/** Its day means the end of that day. */
export const isFinish = (constraint: Constraint | Second): boolean => constraint.includes('finish');

export const draftOf = (detail: Detail): Draft => ({
  title: detail.title,
  kind: kindOf(detail.kind),
  owner: detail.owner ?? '',
  duration: detail.estimate ? '' : (detail.duration ?? ''),
  estimate: estimateFrom(detail.estimate),
  constraint: constraintOf(detail.constraint),
  constraintAt: detail.constraint_at ?? '',
  second: secondOf(detail.second_constraint),
  secondAt: detail.second_constraint_at ?? '',
  expectedFinish: detail.expected_finish ?? '',
  deadline: detail.deadline ?? '',
  assigned: assignedFrom(detail.assignments),
  rests: restsFrom(detail.pauses),
  crashTo: detail.crash_to ?? '',
  crashCost: detail.crash_cost ?? '',
  cost: withoutCurrency(detail.cost, detail.currency),
  costPerDay: detail.cost_per_day ?? '',
  probability: percentOf(detail.probability),
  branch: detail.branch ?? '',
  note: detail.note,
});

/** "20k" of "20k EUR" where that is the program's currency. */
export function withoutCurrency(cost: unknown, currency: string): string {
  const text = asText(cost);
  return text.endsWith(` ${currency}`) ? text.slice(0, -currency.length - 1) : text;
}

export type Errors = Partial<
  Record<'title' | 'duration' | 'constraintAt' | 'secondAt' | 'assigned' | 'rests' | 'probability', string>
>;

export function check(draft: Draft): Errors {
  const errors: Errors = {};
  if (draft.title.trim() === '') errors.title = t('activity.needName');
  if (!complete(draft.estimate))
    errors.duration = t(
      draft.estimate.shape === 'discrete' || draft.estimate.shape === 'quantiles'
        ? 'activity.needPoints'
        : 'activity.needEstimate',
    );
  if (needsDate(draft.constraint) && draft.constraintAt === '') errors.constraintAt = t('activity.needDate');
  if (draft.second !== '' && draft.secondAt === '') errors.secondAt = t('activity.needDate');
  if (!sharesRight(draft.assigned)) errors.assigned = t('activity.needShare');
  if (draft.rests.some(({ first, last }) => first === '' && last !== ''))
    errors.rests = t('activity.needFirst');
  const percent = Number(draft.probability);
  if (draft.probability.trim() === '' || !(percent >= 0 && percent <= 100))
    errors.probability = t('activity.needProbability');
  return errors;
}

type Input = Record<string, string | number | object | null>;

/** What the server takes of the fields that were changed. */
export function inputOf(draft: Draft, changed: readonly string[]): Input {
  const text = estimateText(draft.estimate);
  const all: Input = {
    title: draft.title.trim(),
    kind: draft.kind,
    owner: draft.owner || null,
    duration: draft.duration.trim() || null,
    estimate: text,
    constraint: draft.constraint === 'as_soon_as_possible' ? null : draft.constraint,
    constraint_at: needsDate(draft.constraint) ? draft.constraintAt || null : null,
    second_constraint: draft.second || null,
    second_constraint_at: draft.second === '' ? null : draft.secondAt || null,
    expected_finish: draft.expectedFinish || null,
    deadline: draft.deadline || null,
    assignments: assignedInput(draft.assigned),
    pauses: restsInput(draft.rests),
    crash_to: draft.crashTo.trim() || null,
    crash_cost: draft.crashCost.trim() || null,
    cost: draft.cost.trim() || null,
    cost_per_day: draft.costPerDay.trim() || null,
    probability: Number(draft.probability) / 100,
    branch: draft.branch.trim() || null,
    note: draft.note.trim(),
  };
  const names = new Set(changed);
  // one number takes the place of an estimate only together with it
  if (names.has('estimate') && text === null) names.add('duration');
  if (text !== null) names.delete('duration');
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
}
