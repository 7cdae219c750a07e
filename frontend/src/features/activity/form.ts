/** One activity as it is typed, and its fields as the server names them. */
import { asText, type FormField, type FormFields } from '@/components/conflict/fields';
import type { components } from '@/api/schema';
import { t } from '@/lib/messages/t';
import { complete, estimateOf, estimateText } from './estimate';
import type { Estimate } from './estimate';

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

export type Draft = {
  title: string;
  kind: Kind;
  owner: string;
  duration: string;
  estimate: Estimate;
  constraint: Constraint;
  /** A day as typed, or an instant as the server wrote it. */
  constraintAt: string;
  deadline: string;
  cost: string;
  costPerDay: string;
  /** Percent. */
  probability: string;
  branch: string;
  note: string;
};

const kindOf = (text: unknown): Kind => KINDS.find((each) => each === text) ?? 'task';
const constraintOf = (text: unknown): Constraint =>
  CONSTRAINTS.find((each) => each === text) ?? 'as_soon_as_possible';
const percentOf = (share: unknown) =>
  typeof share === 'number' ? String(Number((share * 100).toFixed(6))) : '100';
const estimateFrom = (text: unknown) => estimateOf(typeof text === 'string' ? text : null);

export const needsDate = (constraint: Constraint): boolean =>
  constraint !== 'as_soon_as_possible' && constraint !== 'as_late_as_possible';
/** Its day means the end of that day. */
export const isFinish = (constraint: Constraint): boolean => constraint.includes('finish');

export const draftOf = (detail: Detail): Draft => ({
  title: detail.title,
  kind: kindOf(detail.kind),
  owner: detail.owner ?? '',
  duration: detail.estimate ? '' : (detail.duration ?? ''),
  estimate: estimateFrom(detail.estimate),
  constraint: constraintOf(detail.constraint),
  constraintAt: detail.constraint_at ?? '',
  deadline: detail.deadline ?? '',
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

export type Errors = Partial<Record<'title' | 'duration' | 'constraintAt' | 'probability', string>>;

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
  const percent = Number(draft.probability);
  if (draft.probability.trim() === '' || !(percent >= 0 && percent <= 100))
    errors.probability = t('activity.needProbability');
  return errors;
}

/** What the server takes of the fields that were changed. */
export function inputOf(draft: Draft, changed: readonly string[]): Record<string, string | number | null> {
  const text = estimateText(draft.estimate);
  const all: Record<string, string | number | null> = {
    title: draft.title.trim(),
    kind: draft.kind,
    owner: draft.owner || null,
    duration: draft.duration.trim() || null,
    estimate: text,
    constraint: draft.constraint === 'as_soon_as_possible' ? null : draft.constraint,
    constraint_at: needsDate(draft.constraint) ? draft.constraintAt || null : null,
    deadline: draft.deadline || null,
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

type Names = { people: readonly { id: string; name: string }[]; zone: string; currency: string };

export function activityFields({ people, zone, currency }: Names): FormFields<Draft> {
  const field = <K extends keyof Draft>(
    label: string,
    key: K,
    read: (theirs: unknown) => Draft[K],
    show: (value: Draft[K], draft: Draft) => string,
  ): FormField<Draft> => ({
    label,
    of: (draft) => ({ [key]: draft[key] }),
    read: (theirs) => ({ [key]: read(theirs) }),
    show: (draft) => show(draft[key], draft) || t('word.none'),
  });
  const word = (text: string) => text;
  return {
    title: field(t('activity.name'), 'title', asText, word),
    kind: field(t('activity.kind'), 'kind', kindOf, (kind) => t(`activity.kind.${kind}`)),
    owner: field(
      t('activity.owner'),
      'owner',
      asText,
      (id) => people.find((each) => each.id === id)?.name ?? id,
    ),
    duration: field(t('activity.duration'), 'duration', asText, word),
    estimate: field(t('activity.shape'), 'estimate', estimateFrom, (value) => estimateText(value) ?? ''),
    constraint: field(t('activity.constraint'), 'constraint', constraintOf, (kind) =>
      t(`activity.constraint.${kind}`),
    ),
    constraint_at: field(t('activity.constraintAt'), 'constraintAt', asText, (at, { constraint }) =>
      wallDay(at, zone, isFinish(constraint)).replace('T', ' '),
    ),
    deadline: field(t('activity.deadline'), 'deadline', asText, (at) =>
      wallDay(at, zone, true).replace('T', ' '),
    ),
    cost: field(
      t('activity.cost', { currency }),
      'cost',
      (theirs) => withoutCurrency(theirs, currency),
      word,
    ),
    cost_per_day: field(t('activity.costPerDay', { currency }), 'costPerDay', asText, word),
    probability: field(t('activity.probability'), 'probability', percentOf, word),
    branch: field(t('activity.branch'), 'branch', asText, word),
    note: field(t('activity.note'), 'note', asText, word),
  };
}

/** An instant in the program's zone as a date field shows it: its day, or day and time where it is not the edge of one.
 * With `end` midnight belongs to the day before. */
export function wallDay(value: string, zone: string, end: boolean): string {
  if (value.length <= 10) return value;
  if (!/(Z|[+-]\d\d:\d\d)$/.test(value)) return value;
  const parts = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const [day = '', time = ''] = parts.format(new Date(value)).split(' ');
  if (time !== '00:00') return `${day}T${time}`;
  if (!end) return day;
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
