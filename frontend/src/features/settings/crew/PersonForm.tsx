import { ChoiceField, DateField, NumberField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { people, percentOf, type PersonDraft } from './drafts';
import { calendarOptions, teamOptions } from './options';
import { RecordForm, type FormProps } from './RecordForm';
import { availabilityIn } from './time';

const inOrder = ({ joins, leaves }: PersonDraft) => joins === '' || leaves === '' || joins <= leaves;

const complete = (draft: PersonDraft) =>
  draft.name.trim() !== '' &&
  percentOf(draft.capacity) !== null &&
  availabilityIn(draft.availability) !== null &&
  inOrder(draft);

export function PersonForm(props: FormProps) {
  return (
    <RecordForm
      {...props}
      kind={people}
      complete={complete}
      beside={({ draft, change }) => (
        <TextField
          label={t('settings.email')}
          type="email"
          value={draft.email}
          onValue={(text) => change('email', text)}
          maxLength={254}
        />
      )}
    >
      {({ draft, change }, tried) => (
        <>
          <div className="field-row">
            <ChoiceField
              label={t('crew.team')}
              value={draft.team}
              onValue={(team) => change('team', team)}
              options={teamOptions(props.header)}
            />
            <ChoiceField
              label={t('crew.calendar')}
              value={draft.calendar}
              onValue={(calendar) => change('calendar', calendar)}
              options={calendarOptions(props.header, t('crew.calendarOfTeam'))}
            />
            <NumberField
              label={t('crew.capacity')}
              hint={t('crew.capacityHint')}
              value={draft.capacity}
              onValue={(text) => change('capacity', text)}
              error={tried && percentOf(draft.capacity) === null ? t('crew.needCapacity') : null}
            />
          </div>
          <div className="field-row">
            <TextField
              label={t('crew.role')}
              hint={t('crew.roleHint')}
              value={draft.role}
              onValue={(text) => change('role', text)}
              maxLength={200}
            />
            <TextField
              label={t('crew.skills')}
              hint={t('crew.skillsHint')}
              value={draft.skills}
              onValue={(text) => change('skills', text)}
            />
          </div>
          <div className="field-row">
            <DateField label={t('crew.joins')} value={draft.joins} onValue={(day) => change('joins', day)} />
            <DateField
              label={t('crew.leaves')}
              value={draft.leaves}
              onValue={(day) => change('leaves', day)}
              error={tried && !inOrder(draft) ? t('crew.needOrder') : null}
            />
          </div>
          <TextField
            label={t('crew.availability')}
            hint={t('crew.availabilityHint')}
            value={draft.availability}
            onValue={(text) => change('availability', text)}
            error={tried && availabilityIn(draft.availability) === null ? t('crew.needAvailability') : null}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={draft.external}
              onChange={(event) => change('external', event.target.checked)}
            />
            {t('crew.external')}
          </label>
        </>
      )}
    </RecordForm>
  );
}
