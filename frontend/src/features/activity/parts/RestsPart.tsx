import { DateField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { NEW_REST, restsWords } from '@/features/activity/rows';
import { Fold, type PartProps } from './Part';
import { RowsOf } from './RowsOf';

/** Days on which its work rests: a suspension, or the gaps of work that is split. */
export function RestsPart({ draft, change, errors }: PartProps) {
  return (
    <Fold title={t('activity.rests')} said={restsWords(draft.rests)} wrong={errors.rests !== undefined}>
      <p className="small dim">{t('activity.restsHint')}</p>
      <RowsOf
        className="a-rests"
        rows={draft.rests}
        blank={NEW_REST}
        add={t('activity.restsAdd')}
        onRows={(rows) => change('rests', rows)}
      >
        {(row, set, place) => (
          <>
            <DateField
              label={t('activity.restFirst')}
              hideLabel={place > 0}
              value={row.first}
              onValue={(first) => set({ first })}
            />
            <DateField
              label={t('activity.restLast')}
              hideLabel={place > 0}
              value={row.last}
              onValue={(last) => set({ last })}
            />
            <TextField
              label={t('activity.restTitle')}
              hideLabel={place > 0}
              hint={row.hours === '' ? undefined : t('activity.restHours', { hours: row.hours })}
              value={row.title}
              onValue={(title) => set({ title })}
              maxLength={300}
            />
          </>
        )}
      </RowsOf>
      {errors.rests !== undefined && (
        <p className="wrong-text" role="alert">
          {errors.rests}
        </p>
      )}
    </Fold>
  );
}
