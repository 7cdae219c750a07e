import { ChoiceField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { wallDay } from '@/features/activity/days';
import {
  constraintOf,
  CONSTRAINTS,
  isFinish,
  needsDate,
  secondOf,
  secondsBeside,
} from '@/features/activity/draft';
import { Fold, InstantField, Part, type PartProps } from './Part';

/** A second constraint, where the first leaves room for one, and an expected finish. */
function MoreDates({ draft, change, errors, zone }: PartProps) {
  const { constraint, second, kind } = draft;
  const seconds = secondsBeside(constraint);
  const secondAt = wallDay(draft.secondAt, zone, isFinish(second));
  const expected = wallDay(draft.expectedFinish, zone, true);
  const said = [
    second !== '' && `${t(`activity.constraint.${second}`)} ${secondAt}`,
    expected !== '' && t('activity.expectedSaid', { date: expected }),
  ];
  return (
    <Fold
      title={t('activity.moreDates')}
      said={said.filter(Boolean).join(', ').replaceAll('T', ' ')}
      wrong={errors.secondAt !== undefined}
    >
      {seconds.length > 0 ? (
        <div className="field-row">
          <ChoiceField
            label={t('activity.second')}
            value={second}
            onValue={(value) => change('second', secondOf(value))}
            options={[
              { value: '', label: t('word.none') },
              ...seconds.map((each) => ({ value: each, label: t(`activity.constraint.${each}`) })),
            ]}
          />
          {second !== '' && (
            <InstantField
              label={t('activity.secondAt')}
              error={errors.secondAt}
              value={secondAt}
              onValue={(value) => change('secondAt', value)}
            />
          )}
        </div>
      ) : (
        <p className="small dim">{t('activity.noSecond')}</p>
      )}
      {kind === 'task' && (
        <InstantField
          label={t('activity.expected')}
          hint={t('activity.expectedHint')}
          value={expected}
          onValue={(value) => change('expectedFinish', value)}
        />
      )}
    </Fold>
  );
}

/** The dates that people set. */
export function DatesPart(props: PartProps) {
  const { draft, change, errors, zone } = props;
  const { constraint } = draft;
  const choose = (value: string) => {
    const first = constraintOf(value);
    change('constraint', first);
    if (!secondsBeside(first).some((each) => each === draft.second)) change('second', '');
  };
  return (
    <Part title={t('activity.dates')}>
      <ChoiceField
        label={t('activity.constraint')}
        hint={t(`activity.constraintHint.${constraint}`)}
        value={constraint}
        onValue={choose}
        options={CONSTRAINTS.map((each) => ({ value: each, label: t(`activity.constraint.${each}`) }))}
      />
      <div className="field-row">
        {needsDate(constraint) && (
          <InstantField
            label={t('activity.constraintAt')}
            error={errors.constraintAt}
            value={wallDay(draft.constraintAt, zone, isFinish(constraint))}
            onValue={(value) => change('constraintAt', value)}
          />
        )}
        <InstantField
          label={t('activity.deadline')}
          hint={t('activity.deadlineHint')}
          value={wallDay(draft.deadline, zone, true)}
          onValue={(value) => change('deadline', value)}
        />
      </div>
      <MoreDates {...props} />
    </Part>
  );
}
