import { Button } from '@/components/forms/Button';
import { ChoiceField } from '@/components/forms/fields';
import { day, dayOf, millis } from '@/lib/format/dates';
import { number } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';
import { BYS, NO_FILTERS, WEEKS } from '@/features/flow/view';
import type { By, Question, SetView } from '@/features/flow/view';
import type { FlowView } from '@/features/flow/useFlow';
import { DayField } from '@/features/flow/DayField';
import { RulesMenu } from './RulesMenu';

const DAY = 86_400_000;
const YEAR = 364;

type Props = { data: FlowView; question: Question; set: SetView };
type Option = { value: string; label: string };

const before = (asOf: string, days: number) => dayOf(new Date(millis(asOf) - days * DAY).toISOString());
const named = (name: string) => (name === '' ? t('flow.filter.none') : name);
const plainly = (names: readonly string[]): Option[] => names.map((name) => ({ value: name, label: name }));

/** A chosen value stays in the list, also where the answer does not know it. */
const holding = (options: Option[], value: string | null): Option[] =>
  value === null || options.some((each) => each.value === value)
    ? options
    : [...options, { value, label: value }];

function againstOptions({ as_of }: FlowView, { weeks, against }: Question): Option[] {
  const at = (days: number, label: string) => ({ value: before(as_of, days), label });
  const offered = [
    { value: '', label: t('flow.filter.againstNone') },
    at(28, t('flow.filter.againstBefore', { count: 4 })),
    ...(weeks === 52 ? [] : [at(7 * weeks, t('flow.filter.againstBefore', { count: weeks }))]),
    at(YEAR, t('flow.filter.againstYear')),
  ];
  return against === null || offered.some(({ value }) => value === against)
    ? offered
    : [...offered, { value: against, label: day(against, { year: true }) }];
}

/** Of which items, over which weeks, as of when, and compared with what. */
export function Filters({ data, question, set }: Props) {
  const { by, name, kind, milestone, weeks } = question;
  const groups = data.names.map(({ name: each, items }) => ({
    value: each,
    label: t('flow.filter.named', { name: named(each), count: number(items) }),
  }));
  const lengths = [...new Set<number>([...WEEKS, weeks])].toSorted((a, b) => a - b);
  const asked = [name, kind, milestone, question.as_of, question.against].some((each) => each !== null);
  return (
    <div className="flow-filters" role="group" aria-label={t('flow.filter')}>
      <ChoiceField
        label={t('flow.filter.by')}
        value={by}
        options={BYS.map((value: By) => ({ value, label: t(`flow.by.${value}`) }))}
        onValue={(value) => set({ by: value === 'auto' ? null : value, name: null })}
      />
      <ChoiceField
        label={t('flow.filter.name')}
        value={name ?? ''}
        options={holding(
          [{ value: '', label: t('flow.filter.all') }, ...groups.filter(({ value }) => value)],
          name,
        )}
        onValue={(value) => set({ name: value })}
      />
      {data.kinds.length > 1 && by !== 'type' && (
        <ChoiceField
          label={t('flow.filter.kind')}
          value={kind ?? ''}
          options={holding([{ value: '', label: t('flow.filter.allKinds') }, ...plainly(data.kinds)], kind)}
          onValue={(value) => set({ kind: value })}
        />
      )}
      {data.milestones.length > 0 && (
        <ChoiceField
          label={t('flow.filter.milestone')}
          value={milestone ?? ''}
          options={holding(
            [{ value: '', label: t('flow.filter.allMilestones') }, ...plainly(data.milestones)],
            milestone,
          )}
          onValue={(value) => set({ milestone: value })}
        />
      )}
      <ChoiceField
        label={t('flow.filter.weeks')}
        value={String(weeks)}
        options={lengths.map((value) => ({
          value: String(value),
          label: t('flow.filter.weeksCount', { count: value }),
        }))}
        onValue={(value) => set({ weeks: value === '26' ? null : value })}
      />
      <DayField
        label={t('flow.filter.asOf')}
        value={question.as_of ?? data.as_of}
        onDay={(value) => set({ 'as-of': value === data.known ? null : value })}
      />
      <ChoiceField
        label={t('flow.filter.against')}
        value={question.against ?? ''}
        options={againstOptions(data, question)}
        onValue={(value) => set({ against: value })}
      />
      <div className="flow-filter-acts">
        <RulesMenu rules={question.rules} set={set} />
        {asked && (
          <Button ghost onClick={() => set(NO_FILTERS)}>
            {t('flow.filter.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
