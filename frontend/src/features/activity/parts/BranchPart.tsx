import { NumberField, TextField } from '@/components/forms/fields';
import { t } from '@/lib/messages/t';
import { Fold, type PartProps } from './Part';

/** Work that may not be done at all. */
export function BranchPart({ draft, change, errors }: PartProps) {
  const { probability, branch } = draft;
  const said = [probability === '100' ? '' : `${probability} %`, branch].filter(Boolean).join(', ');
  return (
    <Fold title={t('activity.branches')} said={said} wrong={errors.probability !== undefined}>
      <div className="field-row">
        <NumberField
          label={t('activity.probability')}
          hint={t('activity.probabilityHint')}
          error={errors.probability}
          value={probability}
          onValue={(text) => change('probability', text)}
        />
        <TextField
          label={t('activity.branch')}
          hint={t('activity.branchHint')}
          value={branch}
          onValue={(text) => change('branch', text)}
        />
      </div>
    </Fold>
  );
}
