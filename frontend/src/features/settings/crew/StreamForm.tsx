import { ChoiceField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { workstreams, type StreamDraft } from './drafts';
import { peopleOptions, teamOptions } from './options';
import { RecordForm, type FormProps } from './RecordForm';

const WAYS = ['waterfall', 'scrum', 'kanban', 'lean', 'hybrid'] as const;
const complete = ({ title }: StreamDraft) => title.trim() !== '';

export function StreamForm(props: FormProps) {
  return (
    <RecordForm {...props} kind={workstreams} complete={complete}>
      {({ draft, change }) => (
        <div className="field-row">
          <ChoiceField
            label={t('crew.way')}
            value={draft.way}
            onValue={(way) => change('way', way)}
            options={WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
          />
          <ChoiceField
            label={t('crew.team')}
            value={draft.team}
            onValue={(team) => change('team', team)}
            options={teamOptions(props.header)}
          />
          <ChoiceField
            label={t('crew.lead')}
            value={draft.lead}
            onValue={(lead) => change('lead', lead)}
            options={peopleOptions(props.header)}
          />
        </div>
      )}
    </RecordForm>
  );
}
