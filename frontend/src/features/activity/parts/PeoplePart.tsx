import type { HeaderPerson } from '@/api/types';
import { ChoiceField, NumberField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { assignedWords, NEW_ASSIGNED } from '@/features/activity/rows';
import { Fold, type PartProps } from './Part';
import { RowsOf } from './RowsOf';

export type Crew = readonly Pick<HeaderPerson, 'id' | 'name' | 'skills'>[];

type Props = PartProps & { people: Crew; nameOf: (id: string) => string };

/** Who does it: people, or anybody who has a skill, each with a share of their time. */
export function PeoplePart({ draft, change, errors, people, nameOf }: Props) {
  const skills = [...new Set(people.flatMap((person) => person.skills))].sort();
  const known = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Fold
      title={t('activity.who')}
      said={assignedWords(draft.assigned, nameOf)}
      wrong={errors.assigned !== undefined}
    >
      <p className="small dim">{t('activity.whoHint')}</p>
      <RowsOf
        className="a-people"
        rows={draft.assigned}
        blank={NEW_ASSIGNED}
        add={t('activity.whoAdd')}
        onRows={(rows) => change('assigned', rows)}
      >
        {(row, set, place) => (
          <>
            <ChoiceField
              label={t('activity.person')}
              hideLabel={place > 0}
              value={row.person}
              onValue={(person) => set({ person })}
              options={[{ value: '', label: t('activity.anyPerson') }, ...known]}
            />
            <NumberField
              label={t('activity.share')}
              hideLabel={place > 0}
              value={row.share}
              onValue={(share) => set({ share })}
            />
            <TextField
              label={t('activity.skill')}
              hideLabel={place > 0}
              value={row.skill}
              onValue={(skill) => set({ skill })}
              list={skills}
              maxLength={300}
            />
          </>
        )}
      </RowsOf>
      {errors.assigned !== undefined && (
        <p className="wrong-text" role="alert">
          {errors.assigned}
        </p>
      )}
    </Fold>
  );
}
