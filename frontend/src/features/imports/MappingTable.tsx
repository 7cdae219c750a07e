import { useState } from 'react';
import type { Import, ImportPatch, Mapping } from '@/api/types';
import { FormError } from '@/components/feedback/States';
import { Button } from '@/components/forms/Button';
import { ChoiceField, TextField } from '@/components/forms/fields';
import { percent } from '@/lib/format/numbers';
import { t } from '@/lib/messages/t';

const SURE = 0.9;

type Props = { found: Import; onChange: (input: ImportPatch) => void; busy: boolean; error: Error | null };

/** "work_items" as people say it. */
export const entityName = (entity: string): string =>
  entity === 'people' ? 'person' : entity.replaceAll('_', ' ').replace(/ies$/, 'y').replace(/s$/, '');

/** Fields that more than one column claims. */
export function doubled(mapping: Mapping): string[] {
  const fields = Object.values(mapping).filter((field) => field !== null);
  return [...new Set(fields.filter((field, index) => fields.indexOf(field) !== index))];
}

const confidence = (share: number, field: string | null) =>
  field === null
    ? t('import.map.none')
    : t(share >= SURE ? 'import.map.sure' : 'import.map.guess', { share: percent(share) });

/** Which column means which field, with samples beside it. */
export function MappingTable({ found, onChange, busy, error }: Props) {
  const columns = found.columns ?? [];
  const fields = found.fields ?? [];
  const [mapping, setMapping] = useState<Mapping>(() =>
    Object.fromEntries(columns.map(({ name, field }) => [name, found.mapping?.[name] ?? field])),
  );
  const [name, setName] = useState('');
  const twice = doubled(mapping);
  const options = [
    { value: '', label: t('import.map.ignore') },
    ...fields.map((field) => ({
      value: field.id,
      label: t('import.map.of', { field: field.title, entity: entityName(field.entity) }),
    })),
  ];
  const titleOf = (field: string) => fields.find(({ id }) => id === field)?.title ?? field;
  const read = () => onChange({ mapping, ...(name.trim() ? { mapping_name: name.trim() } : {}) });
  return (
    <section className="card">
      <header>
        <h2>{t('import.map.title')}</h2>
        {found.mappings.length > 0 && (
          <span className="more">
            <ChoiceField
              label={t('import.map.saved')}
              hideLabel
              value=""
              onValue={(saved) => saved && onChange({ mapping_name: saved })}
              options={[
                { value: '', label: t('import.map.saved') },
                ...found.mappings.map((saved) => ({ value: saved.name, label: saved.title })),
              ]}
            />
          </span>
        )}
      </header>
      <table className="table mapping" aria-label={t('import.map.title')}>
        <colgroup>
          <col className="w-26" />
          <col />
          <col className="w-26" />
          <col className="w-18" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('import.map.column')}</th>
            <th scope="col">{t('import.map.samples')}</th>
            <th scope="col">{t('import.map.field')}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.name}>
              <td className="b" title={column.name}>
                {column.name}
              </td>
              <td className="sec" title={column.samples.join('\n')}>
                {column.samples.filter(Boolean).join(' · ') || '–'}
              </td>
              <td>
                <ChoiceField
                  label={column.name}
                  hideLabel
                  value={mapping[column.name] ?? ''}
                  onValue={(field) => setMapping((now) => ({ ...now, [column.name]: field || null }))}
                  options={options}
                />
              </td>
              <td className="dim">{confidence(column.confidence, column.field)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="card-foot">
        <TextField label={t('import.map.remember')} value={name} onValue={setName} />
        <FormError
          error={
            twice[0] === undefined ? error : new Error(t('import.map.twice', { field: titleOf(twice[0]) }))
          }
        />
        <Button primary disabled={twice.length > 0} busy={busy ? t('import.map.busy') : null} onClick={read}>
          {t('import.map.apply')}
        </Button>
      </div>
    </section>
  );
}
