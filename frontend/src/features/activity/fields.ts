/** The fields of an activity as the server names them, in words: for a save that came too late. */
import { asText, type FormField, type FormFields } from '@/components/conflict/fields';
import { t } from '@/lib/messages/t';
import { wallDay } from './days';
import { constraintOf, estimateFrom, isFinish, kindOf, percentOf, secondOf, withoutCurrency } from './draft';
import type { Draft } from './draft';
import { estimateText } from './estimate';
import { assignedFrom, assignedWords, restsFrom, restsWords } from './rows';

type Names = { nameOf: (id: string) => string; zone: string; currency: string };

export function activityFields({ nameOf, zone, currency }: Names): FormFields<Draft> {
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
  const dayWords = (at: string, end: boolean) => wallDay(at, zone, end).replace('T', ' ');
  return {
    title: field(t('activity.name'), 'title', asText, word),
    kind: field(t('activity.kind'), 'kind', kindOf, (kind) => t(`activity.kind.${kind}`)),
    owner: field(t('activity.owner'), 'owner', asText, nameOf),
    duration: field(t('activity.duration'), 'duration', asText, word),
    estimate: field(t('activity.shape'), 'estimate', estimateFrom, (value) => estimateText(value) ?? ''),
    constraint: field(t('activity.constraint'), 'constraint', constraintOf, (kind) =>
      t(`activity.constraint.${kind}`),
    ),
    constraint_at: field(t('activity.constraintAt'), 'constraintAt', asText, (at, { constraint }) =>
      dayWords(at, isFinish(constraint)),
    ),
    second_constraint: field(t('activity.second'), 'second', secondOf, (kind) =>
      kind === '' ? '' : t(`activity.constraint.${kind}`),
    ),
    second_constraint_at: field(t('activity.secondAt'), 'secondAt', asText, (at, { second }) =>
      dayWords(at, isFinish(second)),
    ),
    expected_finish: field(t('activity.expected'), 'expectedFinish', asText, (at) => dayWords(at, true)),
    deadline: field(t('activity.deadline'), 'deadline', asText, (at) => dayWords(at, true)),
    assignments: field(t('activity.who'), 'assigned', assignedFrom, (rows) => assignedWords(rows, nameOf)),
    pauses: field(t('activity.rests'), 'rests', restsFrom, restsWords),
    crash_to: field(t('activity.crashTo'), 'crashTo', asText, word),
    crash_cost: field(t('activity.crashCost', { currency }), 'crashCost', asText, word),
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
