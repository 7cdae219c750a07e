import { FormEnd } from '@/components/conflict/FormEnd';
import { ChoiceField, NumberField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { people, percentOf, type PersonDraft } from './drafts';
import { calendarOptions, teamOptions } from './options';
import type { FormProps } from './TeamForm';
import { useRecordForm } from './useRecordForm';

const complete = ({ name, capacity }: PersonDraft) => name.trim() !== '' && percentOf(capacity) !== null;

export function PersonForm({ header, id, onClose }: FormProps) {
  const { form, fields, save, submit, tried } = useRecordForm({
    kind: people,
    header,
    id,
    complete,
    onClose,
  });
  const { draft, change } = form;
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div className="field-row">
        <TextField
          label={t('crew.name')}
          value={draft.name}
          onValue={(text) => change('name', text)}
          error={tried && draft.name.trim() === '' ? t('crew.needName') : null}
          required
          maxLength={300}
          data-autofocus
        />
        <TextField
          label={t('settings.email')}
          type="email"
          value={draft.email}
          onValue={(text) => change('email', text)}
          maxLength={254}
        />
      </div>
      <div className="field-row">
        <ChoiceField
          label={t('crew.team')}
          value={draft.team}
          onValue={(team) => change('team', team)}
          options={teamOptions(header)}
        />
        <ChoiceField
          label={t('crew.calendar')}
          value={draft.calendar}
          onValue={(calendar) => change('calendar', calendar)}
          options={calendarOptions(header, t('crew.calendarOfTeam'))}
        />
        <NumberField
          label={t('crew.capacity')}
          hint={t('crew.capacityHint')}
          value={draft.capacity}
          onValue={(text) => change('capacity', text)}
          error={tried && percentOf(draft.capacity) === null ? t('crew.needCapacity') : null}
        />
      </div>
      <TextField
        label={t('crew.skills')}
        hint={t('crew.skillsHint')}
        value={draft.skills}
        onValue={(text) => change('skills', text)}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={draft.external}
          onChange={(event) => change('external', event.target.checked)}
        />
        {t('crew.external')}
      </label>
      <FormEnd
        form={form}
        fields={fields}
        save={save}
        verb={t('action.save')}
        busy={t('settings.busy')}
        onCancel={onClose}
      />
    </form>
  );
}
