import { MultiSelect } from '@mantine/core';
import type { ProgramHeader } from '@/api/types';
import { ChoiceField, NumberField, TextArea, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { cadences, minutesOf, namesIn, type CadenceDraft } from './drafts';
import { RecordForm, type FormProps } from './RecordForm';

const EVERY = ['day', 'week', 'two_weeks', 'month', 'quarter'] as const;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const minutesRight = ({ minutes }: CadenceDraft) => minutes.trim() === '' || minutesOf(minutes) !== null;

/** The ids among those typed that are neither of a person nor of a team. */
const unknown = ({ people, teams }: ProgramHeader, who: string): string[] =>
  namesIn(who).filter((name) => ![...people, ...teams].some(({ id }) => id === name));

/** Teams and people by their names; what is neither stays to be taken out. */
const choicesOf = ({ people, teams }: ProgramHeader, strangers: string[]) => [
  { group: t('crew.teams'), items: teams.map(({ id, title }) => ({ value: id, label: title })) },
  { group: t('crew.people'), items: people.map(({ id, name }) => ({ value: id, label: name })) },
  ...(strangers.length === 0
    ? []
    : [{ group: '?', items: strangers.map((id) => ({ value: id, label: id })) }]),
];

export function CadenceForm(props: FormProps) {
  const { header } = props;
  const complete = (draft: CadenceDraft) =>
    draft.title.trim() !== '' && minutesRight(draft) && unknown(header, draft.who).length === 0;
  return (
    <RecordForm {...props} kind={cadences} complete={complete}>
      {({ draft, change }, tried) => {
        const strangers = unknown(header, draft.who);
        return (
          <>
            <div className="field-row">
              <ChoiceField
                label={t('crew.every')}
                value={draft.every}
                onValue={(every) => change('every', every)}
                options={EVERY.map((value) => ({ value, label: t(`every.${value}`) }))}
              />
              <ChoiceField
                label={t('crew.weekday')}
                value={draft.weekday}
                onValue={(day) => change('weekday', day)}
                options={[
                  { value: '', label: t('crew.anyDay') },
                  ...WEEKDAYS.map((value) => ({ value, label: t(`weekday.${value}`) })),
                ]}
              />
              <TextField
                label={t('crew.at')}
                type="time"
                value={draft.at}
                onValue={(at) => change('at', at)}
              />
              <NumberField
                label={t('crew.minutes')}
                value={draft.minutes}
                onValue={(text) => change('minutes', text)}
                error={tried && !minutesRight(draft) ? t('crew.needMinutes') : null}
              />
            </div>
            <div className="field-row">
              <MultiSelect
                label={t('crew.who')}
                description={t('crew.whoHint')}
                value={namesIn(draft.who)}
                onChange={(ids) => change('who', ids.join(', '))}
                data={choicesOf(header, strangers)}
                searchable
                clearable
                hidePickedOptions
                maxDropdownHeight={240}
                comboboxProps={{ transitionProps: { duration: 0 } }}
                error={
                  strangers.length > 0 && tried ? t('crew.whoUnknown', { names: strangers.join(', ') }) : null
                }
              />
              <ChoiceField
                label={t('crew.ofStream')}
                value={draft.workstream}
                onValue={(id) => change('workstream', id)}
                options={[
                  { value: '', label: t('crew.wholeProgram') },
                  ...header.workstreams.map(({ id, title }) => ({ value: id, label: title })),
                ]}
              />
            </div>
            <TextArea
              label={t('crew.purpose')}
              value={draft.purpose}
              onValue={(text) => change('purpose', text)}
              maxLength={2000}
            />
          </>
        );
      }}
    </RecordForm>
  );
}
