import { ChoiceField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { teams, type TeamDraft } from './drafts';
import { calendarOptions, peopleOptions } from './options';
import { RecordForm, type FormProps } from './RecordForm';

const complete = ({ title }: TeamDraft) => title.trim() !== '';

export function TeamForm(props: FormProps) {
  return (
    <RecordForm {...props} kind={teams} complete={complete}>
      {({ draft, change }) => (
        <>
          <div className="field-row">
            <ChoiceField
              label={t('crew.lead')}
              value={draft.lead}
              onValue={(lead) => change('lead', lead)}
              options={peopleOptions(props.header)}
            />
            <TextField
              label={t('crew.location')}
              hint={t('crew.locationHint')}
              value={draft.location}
              onValue={(text) => change('location', text)}
              maxLength={200}
            />
          </div>
          <ChoiceField
            label={t('crew.calendar')}
            value={draft.calendar}
            onValue={(calendar) => change('calendar', calendar)}
            options={calendarOptions(props.header, t('crew.calendarOfProgram'))}
          />
        </>
      )}
    </RecordForm>
  );
}
