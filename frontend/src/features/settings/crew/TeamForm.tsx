import type { ProgramHeader } from '@/api/types';
import { FormEnd } from '@/components/conflict/FormEnd';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { calendarOptions, peopleOptions } from './options';
import { teams } from './drafts';
import { useRecordForm } from './useRecordForm';

export type FormProps = { header: ProgramHeader; id: string | null; onClose: () => void };

export function TeamForm({ header, id, onClose }: FormProps) {
  const complete = ({ title }: { title: string }) => title.trim() !== '';
  const { form, fields, save, submit, tried } = useRecordForm({ kind: teams, header, id, complete, onClose });
  const { draft, change } = form;
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField
        label={t('crew.name')}
        value={draft.title}
        onValue={(text) => change('title', text)}
        error={tried && !complete(draft) ? t('crew.needName') : null}
        required
        maxLength={300}
        data-autofocus
      />
      <div className="field-row">
        <ChoiceField
          label={t('crew.lead')}
          value={draft.lead}
          onValue={(lead) => change('lead', lead)}
          options={peopleOptions(header)}
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
        options={calendarOptions(header, t('crew.calendarOfProgram'))}
      />
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
